#pragma once
#include <atomic>
#include <chrono>
#include <memory>

#include "fcgi/http/request.h"
#include "fcgi/http/response.h"
#include "fcgi/transport/handler.h"

namespace callwidgets::web {

class FinishedJobs;
struct Connection;

// One request that a worker has to compute the answer for.
struct Job {
  Request request;
  Computation computation;
  Response computed;                            // once it is in `finished_jobs`
  bool shared = false;                          // computed for another one
  std::chrono::steady_clock::time_point begun;  // when the request was there
  std::shared_ptr<FinishedJobs> finished_jobs;
  Connection* connection = nullptr;  // the event loop's; good while `wanted`
  std::atomic<bool> wanted{true};    // cleared by the event loop when nobody waits any more
};

}  // namespace callwidgets::web
