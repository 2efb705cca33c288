#pragma once
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "fcgi/http/request.h"
#include "fcgi/http/response.h"
#include "identity/caller.h"
#include "question/question.h"

namespace callwidgets::web {

// A computation that an answer takes. Requests with equal keys may share one; an empty key is
// nobody else's.
struct Computation {
  std::string key;
  // Where it could be told already; what is at hand has been searched for it then.
  std::optional<question::Question> question{};
  // Who asks, where that could be told already.
  std::shared_ptr<const identity::Caller> caller{};
};

// What answers requests on a thread of its own that may wait for the database. Used by one thread
// at a time.
class Worker {
 public:
  virtual ~Worker() = default;
  // What all requests for the same computation get; Handler::finished() makes each one's own of
  // it. Never throws: what goes wrong is a Response too.
  virtual Response answer(const Request& request, const Computation& computation) = 0;
  // From any other thread: nobody waits for the answer any more, it may fail.
  virtual void interrupt() noexcept {}
};

// The application as the acceptor sees it. Everything is called from any thread; nothing throws.
class Handler {
 public:
  virtual ~Handler() = default;
  // The answer where it can be had without waiting for anything (a cache hit, a 304, an error).
  virtual std::variant<Response, Computation> at_once(const Request& request) = 0;
  // A worker for one thread, made on that thread.
  virtual std::unique_ptr<Worker> worker() = 0;
  // The request's own answer, of what a worker computed; `shared`: for another request.
  virtual Response finished(const Request& request, const Computation& computation,
                            Response computed, bool shared) = 0;
  // An answer is on its way, that long after its request was there.
  virtual void answered(const Request&, const Response&, std::chrono::microseconds) {}
  // An event loop's thread has no more to do for now, and may not come back for long. Gives when it
  // shall say so again at the latest.
  using Clock = std::chrono::steady_clock;
  virtual Clock::time_point round_over(Clock::time_point) { return Clock::time_point::max(); }
};

}  // namespace callwidgets::web
