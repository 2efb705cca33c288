#pragma once
#include <atomic>
#include <chrono>
#include <memory>

#include "fcgi/handler.h"
#include "fcgi/request.h"
#include "fcgi/response.h"

namespace callwidgets::door {

class Completions;
struct Connection;

// One request that a worker has to compute the answer for.
struct Job {
  Request request;
  Computation computation;
  Response computed;                            // once it is in `completions`
  bool shared = false;                          // computed for another one
  std::chrono::steady_clock::time_point begun;  // when the request was there
  std::shared_ptr<Completions> completions;
  Connection* connection = nullptr;  // the event loop's; good while `wanted`
  std::atomic<bool> wanted{true};    // cleared by the event loop when nobody waits any more
};

}  // namespace callwidgets::door
