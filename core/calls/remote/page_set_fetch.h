#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "calls/page.h"
#include "calls/remote/http_pages.h"
#include "calls/remote/spool.h"

namespace callwidgets::calls {

// Fetches all pages of one set, or none. A page that fails for a reason that passes (no connection,
// status 5xx or 429, an answer that breaks off) is asked for again, each time after a longer wait;
// a set that changes between its first and its last page is begun again.
class PageSetFetch {
 public:
  struct Progress {
    std::int64_t pages = 0;    // fetched
    std::int64_t of = 0;       // 0: not known yet
    std::int64_t records = 0;  // in them
    std::string trouble;       // why something is tried again; else empty
  };
  using Report = std::function<void(const Progress&)>;
  using Sleep = std::function<void(std::chrono::seconds)>;

  // `attempts` is how often a page is asked for, and how often a set is begun, at most. Borrows the
  // pages.
  PageSetFetch(HttpPages& pages, int attempts, Report report, Sleep sleep);

  // Fills the spool with the pages, one behind the other, a line feed behind each. Throws
  // RemoteError, naming the page; the spool's content is of no use then.
  void run(Spool& spool);

 private:
  // Why what was fetched isn't the whole of one set; empty where it is.
  std::string run_once(Spool& spool);
  Page fetch(std::int64_t number, Spool& spool);
  Page fetch_once(std::int64_t number, Spool& spool);

  HttpPages& pages_;
  int attempts_;
  Report report_;
  Sleep sleep_;
  Progress progress_;
};

}  // namespace callwidgets::calls
