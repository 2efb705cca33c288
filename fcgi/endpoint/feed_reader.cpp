#include "fcgi/endpoint/feed_reader.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

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

void read_feed(Source& source, cache::Cache& directory, const std::vector<cache::Cache*>& accounts,
               Watchdog& watchdog) {
  const auto begun = steady_clock::now();
  const std::int64_t now = calendar::wall_clock();
  const Watchdog::Watch watch{watchdog, source, patience};
  std::vector<std::pair<cache::Cache::Standing, cache::Cache*>> standing;
  standing.reserve(accounts.size());
  for (cache::Cache* account : accounts) standing.emplace_back(account->standing(), account);
  // Where not all of them can be read at once, it is each one's turn.
  const auto read_before = [](const auto& one, const auto& other) {
    return one.first.read < other.first.read;
  };
  if (!std::is_sorted(standing.begin(), standing.end(), read_before)) {
    std::stable_sort(standing.begin(), standing.end(), read_before);
  }
  std::vector<Asked> asked;
  asked.reserve(standing.size());
  for (const auto& [state, account] : standing) {
    asked.push_back({state.known, state.today_until <= now});
  }
  FeedNews news = source.feed(directory.known().stamp, asked, now);
  directory.learn(std::move(news.directory), begun);
  // What is listed comes in the order in which it was asked for.
  auto changed = news.accounts.begin();
  for (const auto& [state, account] : standing) {
    if (changed == news.accounts.end() || changed->account != state.known.account) {
      account->unchanged(state.known, begun);
      continue;
    }
    if (changed->reading) account->learn(std::move(*changed->reading), begun);
    ++changed;
  }
}

FeedReader::FeedReader(std::unique_ptr<Source> source, cache::Caches& caches, Watchdog& watchdog,
                       Troubles& troubles)
    : source_(std::move(source)), caches_(caches), watchdog_(watchdog), troubles_(troubles) {
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
  const std::vector<cache::Cache*> accounts = caches_.accounts();
  read_feed(*source_, caches_.directory(), accounts, watchdog_);
  const auto now = steady_clock::now();
  tell(troubles_.database.succeeded(now));
  // Where no answer has failed for so long, those that did are not asked for, or are mended.
  tell(troubles_.answers.succeeded_since(now, Trouble::reminder));
  tell(settling_.at(caches_.settled(), now));
  if (const std::string notice = source_->notice(); notice != notice_) {
    if (!notice.empty()) log(notice);
    notice_ = notice;
  }
  // Whoever asked need not wait for that, and all of a second costs little more than one.
  caches_.share(now);
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
