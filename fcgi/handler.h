#pragma once
#include <memory>
#include <optional>

#include "fcgi/request.h"
#include "fcgi/response.h"

namespace callwidgets::door {

// What answers requests on a thread of its own that may wait for the database. Used by one thread
// at a time.
class Worker {
 public:
  virtual ~Worker() = default;
  // Never throws: what goes wrong is a Response too.
  virtual Response answer(const Request& request) = 0;
};

// The application as the acceptor sees it. Both functions are called from any thread; neither
// throws.
class Handler {
 public:
  virtual ~Handler() = default;
  // The answer where it can be had without waiting for anything (a cache hit, a 304, an error);
  // else nothing.
  virtual std::optional<Response> at_once(const Request& request) = 0;
  // A worker for one query thread, made on that thread.
  virtual std::unique_ptr<Worker> worker() = 0;
};

}  // namespace callwidgets::door
