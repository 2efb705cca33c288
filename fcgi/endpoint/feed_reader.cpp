#include "fcgi/endpoint/feed_reader.h"

#include <optional>
#include <string>

#include "calendar/clock.h"
#include "fcgi/http/log.h"
#include "fcgi/transport/signals_blocked.h"

namespace callwidgets::web {

using std::chrono::steady_clock;

namespace {

constexpr std::chrono::milliseconds pause{1000}, pause_after_failure{300};
// Without an answer by then there is none.
constexpr std::chrono::milliseconds patience{2000};

void tell(const std::optional<std::string>& line) {
  if (line) log(*line);
}

}  // namespace

void read_feed(Source& source, cache::Cache& cache, Watchdog& watchdog) {
  const auto begun = steady_clock::now();
  const Watchdog::Watch watch{watchdog, source, patience};
  cache.learn(source.feed(cache.position(), calendar::wall_clock()), begun);
}

FeedReader::FeedReader(std::unique_ptr<Source> source, cache::Cache& cache, Watchdog& watchdog,
                       Troubles& troubles)
    : source_(std::move(source)), cache_(cache), watchdog_(watchdog), troubles_(troubles) {
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

// Throws Unavailable.
void FeedReader::read() try {
  read_feed(*source_, cache_, watchdog_);
  const auto now = steady_clock::now();
  tell(troubles_.database.succeeded(now));
  // Where no answer has failed for so long, those that did are not asked for, or are mended.
  tell(troubles_.answers.succeeded_since(now, Trouble::reminder));
  tell(settling_.at(cache_.counts().settled, now));
  if (const std::string notice = source_->notice(); notice != notice_) {
    if (!notice.empty()) log(notice);
    notice_ = notice;
  }
  // Whoever asked need not wait for that, and all of a second costs little more than one.
  cache_.share(now);
} catch (const Unavailable&) {
  throw;
} catch (const std::exception& error) {
  throw Unavailable(Unavailable::Extent::everything, "an internal error, which the log tells",
                    error.what());
}

void FeedReader::run() {
  std::unique_lock lock{mutex_};
  while (!ending_) {
    lock.unlock();
    const auto begun = steady_clock::now();
    auto rest = pause;
    std::optional<Unavailable> failure;
    try {
      read();
    } catch (const Unavailable& error) {
      failure = error;
      rest = pause_after_failure;
    }
    lock.lock();
    // The end of this reader interrupts a reading.
    if (failure && !ending_) tell(troubles_.database.failed(*failure, steady_clock::now()));
    ended_.wait_until(lock, begun + rest, [&] { return ending_; });
  }
}

}  // namespace callwidgets::web
