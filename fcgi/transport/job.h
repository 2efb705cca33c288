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

// One request whose answer a worker computes. Created by an event loop; shared with the query queue
// and the worker until it is in `finished_jobs`.
struct Job {
  Request request;
  Computation computation;
  Response computed;                            // set once the job is in `finished_jobs`
  bool shared = false;                          // `computed` was computed for an equal request
  std::chrono::steady_clock::time_point begun;  // when the request was complete
  std::shared_ptr<FinishedJobs> finished_jobs;
  Connection* connection = nullptr;  // owned by the event loop; valid while `wanted`
  std::atomic<bool> wanted{true};    // the event loop clears it when the client has gone
};

}  // namespace callwidgets::web
