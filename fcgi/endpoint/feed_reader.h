#pragma once
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "cache/cache.h"
#include "fcgi/endpoint/source.h"
#include "fcgi/endpoint/watchdog.h"

namespace callwidgets::web {

// Reads the change feed into the cache once a second, on a thread of its own, and oftener while it
// fails.
class FeedReader {
 public:
  FeedReader(std::unique_ptr<Source> source, cache::Cache& cache, Watchdog& watchdog);
  ~FeedReader();  // waits for a reading under way
  FeedReader(const FeedReader&) = delete;
  FeedReader& operator=(const FeedReader&) = delete;

  // Why the last reading failed; empty where it didn't. Then nobody else need try: this one does,
  // every now and then.
  std::string trouble() const;

 private:
  void run();

  const std::unique_ptr<Source> source_;
  cache::Cache& cache_;
  Watchdog& watchdog_;
  mutable std::mutex mutex_;
  std::string trouble_;
  std::condition_variable ended_;
  bool ending_ = false;
  std::thread thread_;
};

// One reading. Throws what the source throws.
void read_feed(Source& source, cache::Cache& cache, Watchdog& watchdog);

}  // namespace callwidgets::web
