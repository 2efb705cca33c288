#include "fcgi/endpoint/feed_reader.h"

#include <string>

#include "calendar/clock.h"
#include "fcgi/http/log.h"
#include "fcgi/transport/signals_blocked.h"

namespace callwidgets::web {
namespace {

constexpr std::chrono::milliseconds pause{1000}, pause_after_failure{300};
// Without an answer by then there is none.
constexpr std::chrono::milliseconds patience{2000};

}  // namespace

void read_feed(Source& source, cache::Cache& cache, Watchdog& watchdog) {
  const auto begun = std::chrono::steady_clock::now();
  const Watchdog::Watch watch{watchdog, source, patience};
  cache.learn(source.feed(cache.position(), calendar::wall_clock()), begun);
}

FeedReader::FeedReader(std::unique_ptr<Source> source, cache::Cache& cache, Watchdog& watchdog)
    : source_(std::move(source)), cache_(cache), watchdog_(watchdog) {
  const SignalsBlocked signals;
  thread_ = std::thread{[this] { run(); }};
}

FeedReader::~FeedReader() {
  {
    const std::lock_guard lock{mutex_};
    ending_ = true;
  }
  ended_.notify_one();
  source_->interrupt();
  thread_.join();
}

std::string FeedReader::trouble() const {
  const std::lock_guard lock{mutex_};
  return trouble_;
}

void FeedReader::run() {
  std::unique_lock lock{mutex_};
  while (!ending_) {
    lock.unlock();
    const auto begun = std::chrono::steady_clock::now();
    std::string trouble;
    try {
      read_feed(*source_, cache_, watchdog_);
      // Whoever asked need not wait for that, and all of a second costs little more than one.
      cache_.share(std::chrono::steady_clock::now());
    } catch (const std::exception& error) {
      trouble = error.what();
    }
    lock.lock();
    // The same trouble is told once.
    if (trouble != trouble_ && !trouble.empty()) log("the change feed can't be read: " + trouble);
    if (trouble.empty() && !trouble_.empty()) log("the change feed is read again");
    trouble_ = trouble;
    ended_.wait_until(lock, begun + (trouble.empty() ? pause : pause_after_failure),
                      [&] { return ending_; });
  }
}

}  // namespace callwidgets::web
