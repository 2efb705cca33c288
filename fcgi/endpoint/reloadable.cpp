#include "fcgi/endpoint/reloadable.h"

#include <mutex>

#include "fcgi/http/log.h"

namespace callwidgets::web {

class ReloadableWorker : public Worker {
 public:
  explicit ReloadableWorker(Reloadable& handler) : handler_(handler) {}

  Response answer(const Request& request, const Computation& computation) override {
    Endpoint& endpoint = handler_.current();
    if (endpoint_ != &endpoint) {
      auto worker = endpoint.worker();
      const std::lock_guard lock{mutex_};
      worker_ = std::move(worker);
      endpoint_ = &endpoint;
    }
    return worker_->answer(request, computation);
  }

  void interrupt() noexcept override {
    const std::lock_guard lock{mutex_};
    if (worker_) worker_->interrupt();
  }

 private:
  std::mutex mutex_;  // of its replacement
  Reloadable& handler_;
  const Endpoint* endpoint_ = nullptr;
  std::unique_ptr<Worker> worker_;
};

Reloadable::Reloadable(std::function<settings::Settings()> load, MakeSources* make_sources)
    : load_(std::move(load)), make_sources_(make_sources) {
  endpoints_.push_back(std::make_unique<Endpoint>(load_(), make_sources_));
  current_ = endpoints_.back().get();
  current().start();
}

Reloadable::~Reloadable() { current().stop(); }

void Reloadable::set_acceptor_figures(std::function<Endpoint::Figures()> figures) {
  acceptor_ = std::move(figures);
  current().set_acceptor_figures(acceptor_);
}

void Reloadable::reload() {
  try {
    auto next = std::make_unique<Endpoint>(load_(), make_sources_, &current());
    next->set_acceptor_figures(acceptor_);
    next->start();
    Endpoint& old = current();
    endpoints_.push_back(std::move(next));
    current_.store(endpoints_.back().get(), std::memory_order_release);
    old.stop();
    log("the settings were read again");
  } catch (const std::exception& error) {
    log(std::string{"the settings stay as they were: "} + error.what());
  }
}

std::unique_ptr<Worker> Reloadable::worker() { return std::make_unique<ReloadableWorker>(*this); }

}  // namespace callwidgets::web
