#include "fcgi/endpoint/reloadable.h"

#include <utility>

#include "fcgi/endpoint/settings_effects.h"
#include "fcgi/http/log.h"

namespace callwidgets::web {
namespace {

struct Round {
  const Reloadable* of = nullptr;
  std::shared_ptr<Endpoint> endpoint;
};
thread_local Round this_round;

}  // namespace

class ReloadableWorker : public Worker {
 public:
  explicit ReloadableWorker(Reloadable& handler) : handler_(handler) {
    const std::lock_guard lock{handler_.workers_mutex_};
    handler_.workers_.push_back(this);
  }
  ~ReloadableWorker() override {
    const std::lock_guard lock{handler_.workers_mutex_};
    std::erase(handler_.workers_, this);
  }

  Response answer(const Request& request, const Computation& computation) override {
    auto now = handler_.current();
    {
      std::unique_lock lock{mutex_};
      if (endpoint_ != now) {
        Held old = take();
        lock.unlock();
        old.worker.reset();
        auto worker = now->worker();
        lock.lock();
        worker_ = std::move(worker);
        endpoint_ = now;
      }
      busy_ = true;
    }
    now.reset();
    Response response = worker_->answer(request, computation);
    Held old;
    const std::lock_guard lock{mutex_};
    busy_ = false;
    // There may be a new one since, and this worker may have nothing to do for long.
    if (endpoint_ != handler_.current()) old = take();
    return response;
  }

  void interrupt() noexcept override {
    const std::lock_guard lock{mutex_};
    if (worker_) worker_->interrupt();
  }

  // There is a new endpoint: lets go of the former one, unless it is answering; then it does that
  // itself.
  void leave() {
    Held old;
    const std::lock_guard lock{mutex_};
    if (!busy_) old = take();
  }

 private:
  // The worker goes before its endpoint.
  struct Held {
    std::shared_ptr<Endpoint> endpoint;
    std::unique_ptr<Worker> worker;
  };
  Held take() { return {std::move(endpoint_), std::move(worker_)}; }

  Reloadable& handler_;
  std::mutex mutex_;  // of what follows; worker_ is used without it while busy_
  bool busy_ = false;
  std::shared_ptr<Endpoint> endpoint_;
  std::unique_ptr<Worker> worker_;
};

Reloadable::Reloadable(std::function<settings::Settings()> load, MakeSources* make_sources)
    : load_(std::move(load)), make_sources_(make_sources), started_with_(load_()) {
  current_ = owned(std::make_unique<Endpoint>(started_with_, make_sources_));
  current_->start();
}

Reloadable::~Reloadable() { current()->stop(); }

std::shared_ptr<Endpoint> Reloadable::owned(std::unique_ptr<Endpoint> endpoint) {
  return {endpoint.release(),
          [this](Endpoint* former) { former_.add(std::unique_ptr<Endpoint>{former}); }};
}

void Reloadable::set_acceptor_figures(std::function<Endpoint::Figures()> figures) {
  acceptor_ = std::move(figures);
  current()->set_acceptor_figures(acceptor_);
}

Endpoint& Reloadable::of_this_round() {
  if (this_round.of != this || !this_round.endpoint) this_round = {this, current()};
  return *this_round.endpoint;
}

Handler::Clock::time_point Reloadable::round_over(Clock::time_point now) {
  const auto due = of_this_round().round_over(now);
  this_round.endpoint.reset();
  return due;
}

void Reloadable::reload() {
  const auto old = current();
  std::shared_ptr<Endpoint> next;
  std::string restart;
  try {
    const settings::Settings settings = load_();
    next = owned(std::make_unique<Endpoint>(settings, make_sources_, old.get()));
    next->set_acceptor_figures(acceptor_);
    next->start();
    restart = needs_restart(started_with_, settings);
  } catch (const std::exception& error) {
    log(std::string{"the settings stay as they were: "} + error.what());
    return;
  }
  {
    const std::lock_guard lock{mutex_};
    current_ = std::move(next);
  }
  {
    const std::lock_guard lock{workers_mutex_};
    for (ReloadableWorker* worker : workers_) worker->leave();
  }
  old->stop();
  log("the settings were read again" +
      (restart.empty() ? "" : "; a restart is needed for " + restart));
}

std::unique_ptr<Worker> Reloadable::worker() { return std::make_unique<ReloadableWorker>(*this); }

}  // namespace callwidgets::web
