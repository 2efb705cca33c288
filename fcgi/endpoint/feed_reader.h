#pragma once
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "cache/caches.h"
#include "fcgi/endpoint/settling_notice.h"
#include "fcgi/endpoint/source.h"
#include "fcgi/endpoint/trouble.h"
#include "fcgi/endpoint/watchdog.h"

namespace callwidgets::web {

// What keeps answers from being computed, as the log and /status tell it.
struct Troubles {
  Trouble database{"database trouble", "database trouble is over"};
  Trouble answers{"some answers fail", "no answer fails any more"};
};

// Reads the change feed into the cache on a thread of its own: once a second, and every 300 ms
// while that fails. Tells the log what an operator should know of it. The caches, the watchdog and
// the troubles outlive it.
class FeedReader {
 public:
  FeedReader(std::unique_ptr<Source> source, cache::Caches& caches, Watchdog& watchdog,
             Troubles& troubles);
  ~FeedReader();  // waits for a reading under way
  FeedReader(const FeedReader&) = delete;
  FeedReader& operator=(const FeedReader&) = delete;

 private:
  void run();
  void read();

  const std::unique_ptr<Source> source_;
  cache::Caches& caches_;
  Watchdog& watchdog_;
  Troubles& troubles_;
  SettlingNotice settling_;
  std::string notice_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool ending_ = false;
  std::thread thread_;
};

// One reading, for the directory and these accounts. Throws what the source throws.
void read_feed(Source& source, cache::Cache& directory, const std::vector<cache::Cache*>& accounts,
               Watchdog& watchdog);

}  // namespace callwidgets::web
