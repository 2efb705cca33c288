#include "figures/importing/load_heartbeat.h"

#include <chrono>
#include <exception>

namespace callwidgets::figures {

LoadHeartbeat::LoadHeartbeat(Open open, const LoadMark& mark)
    : open_(std::move(open)), mark_(mark), thread_([this] { run(); }) {}

LoadHeartbeat::~LoadHeartbeat() {
  {
    const std::lock_guard lock{mutex_};
    ending_ = true;
  }
  ending_changed_.notify_all();
  thread_.join();
}

void LoadHeartbeat::run() {
  std::unique_ptr<database::Session> session;
  std::unique_lock lock{mutex_};
  while (!ending_changed_.wait_for(lock, std::chrono::seconds{1}, [this] { return ending_; })) {
    lock.unlock();
    try {
      if (!session) session = open_();
      mark_.touch(*session);
    } catch (const std::exception&) {
      session.reset();
    }
    lock.lock();
  }
}

}  // namespace callwidgets::figures
