#include "fcgi/upkeep_thread.h"

#include "fcgi/signal_requests.h"
#include "fcgi/transport/signals_blocked.h"

namespace callwidgets::web {

UpkeepThread::UpkeepThread(Reloadable& handler) {
  const SignalsBlocked signals;
  threads_.start([orders = orders_, &handler] {
    while (!orders->ending) {
      orders->wakeup.wait();
      const unsigned requests = orders->requests.exchange(0);
      if (orders->ending) return;
      // In this order: the log of the new settings is the one to open.
      if (requests & signal_requests::reload) handler.reload();
      if (requests & signal_requests::reopen_log) handler.reopen_log();
    }
  });
}

UpkeepThread::~UpkeepThread() {
  if (!orders_->ending) end(std::chrono::hours{1});
}

void UpkeepThread::ask(unsigned requests) noexcept {
  requests &= signal_requests::reload | signal_requests::reopen_log;
  if (requests == 0) return;
  orders_->requests.fetch_or(requests);
  orders_->wakeup.wake();
}

bool UpkeepThread::end(std::chrono::milliseconds limit) {
  orders_->ending = true;
  orders_->wakeup.wake();
  return threads_.join(std::chrono::steady_clock::now() + limit);
}

}  // namespace callwidgets::web
