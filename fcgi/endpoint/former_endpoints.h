#pragma once
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "fcgi/endpoint/endpoint.h"

namespace callwidgets::web {

// Destroys endpoints on a thread of its own: that waits for threads to end and for databases to say
// good-bye, which an event loop must not. Safe from any thread.
class FormerEndpoints {
 public:
  FormerEndpoints();   // starts its thread
  ~FormerEndpoints();  // destroys what is left
  FormerEndpoints(const FormerEndpoints&) = delete;
  FormerEndpoints& operator=(const FormerEndpoints&) = delete;

  void add(std::unique_ptr<Endpoint> endpoint);

 private:
  void run();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::unique_ptr<Endpoint>> endpoints_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace callwidgets::web
