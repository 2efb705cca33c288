#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "fcgi/endpoint/endpoint.h"

namespace callwidgets::web {

// The endpoint of the settings as they are now. reload() from one thread at a time, the rest from
// any.
class Reloadable : public Handler {
 public:
  // `load` gives the settings anew. Throws std::runtime_error.
  Reloadable(std::function<settings::Settings()> load, MakeSources* make_sources);
  ~Reloadable() override;

  void set_acceptor_figures(std::function<Endpoint::Figures()> figures);

  // Writes what of the access log waits still.
  void flush() { current().flush(); }

  // Where the settings are wrong, or can't be had, the old ones stay, and the log says why.
  void reload();

  // Opens the access log's file again: who rotates logs has moved it. The same thread as reload().
  void reopen_log() { current().reopen_log(); }

  std::variant<Response, Computation> at_once(const Request& request) override {
    return current().at_once(request);
  }
  std::unique_ptr<Worker> worker() override;
  Response finished(const Request& request, Response computed, bool shared) override {
    return current().finished(request, std::move(computed), shared);
  }
  void answered(const Request& request, const Response& response,
                std::chrono::microseconds took) override {
    current().answered(request, response, took);
  }
  Clock::time_point round_over(Clock::time_point now) override { return current().round_over(now); }

 private:
  friend class ReloadableWorker;
  Endpoint& current() const { return *current_.load(std::memory_order_acquire); }

  const std::function<settings::Settings()> load_;
  MakeSources* const make_sources_;
  std::function<Endpoint::Figures()> acceptor_;
  // The earlier ones stay: somebody may be in the middle of an answer.
  std::vector<std::unique_ptr<Endpoint>> endpoints_;
  std::atomic<Endpoint*> current_;
};

}  // namespace callwidgets::web
