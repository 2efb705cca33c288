#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "fcgi/endpoint/endpoint.h"
#include "fcgi/endpoint/former_endpoints.h"

namespace callwidgets::web {

class ReloadableWorker;

// The endpoint of the settings as they are now. A former one lives until the last request that it
// began to answer has its answer, and then goes with all it has. reload() from one thread at a
// time, the rest from any.
class Reloadable : public Handler {
 public:
  // `load` gives the settings anew. Throws std::runtime_error.
  Reloadable(std::function<settings::Settings()> load, MakeSources* make_sources);
  ~Reloadable() override;

  void set_acceptor_figures(std::function<Endpoint::Figures()> figures);

  // Writes what of the access log waits still.
  void flush() { current()->flush(); }

  // Where the settings are wrong, or can't be had, the old ones stay, and the log says why. It
  // names those that a restart takes.
  void reload();

  // Opens the access log's file again: who rotates logs has moved it. The same thread as reload().
  void reopen_log() { current()->reopen_log(); }

  std::variant<Response, Computation> at_once(const Request& request) override {
    return of_this_round().at_once(request);
  }
  std::unique_ptr<Worker> worker() override;
  Response finished(const Request& request, const Computation& computation, Response computed,
                    bool shared) override {
    return of_this_round().finished(request, computation, std::move(computed), shared);
  }
  void answered(const Request& request, const Response& response,
                std::chrono::microseconds took) override {
    of_this_round().answered(request, response, took);
  }
  Clock::time_point round_over(Clock::time_point now) override;

 private:
  friend class ReloadableWorker;
  std::shared_ptr<Endpoint> current() const {
    const std::lock_guard lock{mutex_};
    return current_;
  }
  // The one that the calling thread holds from its first call after round_over() to the next one:
  // so it costs a round little, and a request nothing.
  Endpoint& of_this_round();
  std::shared_ptr<Endpoint> owned(std::unique_ptr<Endpoint> endpoint);

  const std::function<settings::Settings()> load_;
  MakeSources* const make_sources_;
  std::function<Endpoint::Figures()> acceptor_;
  const settings::Settings started_with_;
  FormerEndpoints former_;
  mutable std::mutex mutex_;  // of what follows
  std::shared_ptr<Endpoint> current_;
  std::mutex workers_mutex_;
  std::vector<ReloadableWorker*> workers_;
};

}  // namespace callwidgets::web
