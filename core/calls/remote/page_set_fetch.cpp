#include "calls/remote/page_set_fetch.h"

#include <algorithm>
#include <vector>

#include "calls/input/decoded_source.h"
#include "calls/page_sets.h"
#include "calls/record_reader.h"

namespace callwidgets::calls {
namespace {

constexpr std::chrono::seconds longest_pause{30};

// Keeps what passes through it.
class KeptSource : public ByteSource {
 public:
  KeptSource(ByteSource& source, Spool& spool) : source_(source), spool_(spool) {}

  std::size_t read(char* to, std::size_t room) override {
    const std::size_t count = source_.read(to, room);
    spool_.write({to, count});
    return count;
  }

 private:
  ByteSource& source_;
  Spool& spool_;
};

std::chrono::seconds pause_before(int attempt) {
  return std::min(longest_pause, std::chrono::seconds{1 << std::min(attempt - 1, 10)});
}

}  // namespace

PageSetFetch::PageSetFetch(HttpPages& pages, int attempts, Report report, Sleep sleep)
    : pages_(pages), attempts_(attempts), report_(std::move(report)), sleep_(std::move(sleep)) {}

void PageSetFetch::run(Spool& spool) {
  for (int attempt = 1;; ++attempt) {
    spool.shrink(0);
    progress_ = {};
    const std::string lacking = run_once(spool);
    if (lacking.empty()) return;
    if (attempt == attempts_) {
      throw RemoteError{lacking + ", " + std::to_string(attempts_) +
                        (attempts_ == 1 ? " time" : " times") +
                        " in a row; ask for a range of time that has ended"};
    }
    progress_.trouble = lacking + "; beginning again";
    report_(progress_);
    sleep_(pause_before(attempt));
  }
}

std::string PageSetFetch::run_once(Spool& spool) {
  PageSets set;
  Page first;
  for (std::int64_t number = 0; number == 0 || number < progress_.of; ++number) {
    const Page page = fetch(number, spool);
    if (number == 0) {
      first = page;
      const auto pages = page.pages_of_set();
      if (!pages) {
        throw RemoteError{
            "page 0 doesn't say how many pages there are; expected numpages, or total and "
            "pagesize"};
      }
      progress_.of = *pages;
    } else if (page.pages != first.pages || page.total != first.total) {
      return "the set changed while its pages were fetched (page " + std::to_string(number) +
             " of " + std::to_string(progress_.of) + " says so)";
    }
    set.add(page);
    ++progress_.pages;
    progress_.records += page.records;
    progress_.trouble.clear();
    report_(progress_);
  }
  const std::vector<std::string> missing = set.missing();
  return missing.empty() ? std::string{} : missing.front();
}

Page PageSetFetch::fetch(std::int64_t number, Spool& spool) {
  const std::int64_t begin = spool.size();
  for (int attempt = 1;; ++attempt) {
    try {
      return fetch_once(number, spool);
    } catch (const RemoteError& error) {
      const std::string what = "page " + std::to_string(number) + ": " + error.what();
      if (!error.worth_another_try()) throw RemoteError{what};
      if (attempt == attempts_) {
        throw RemoteError{what + " (tried " + std::to_string(attempts_) +
                          (attempts_ == 1 ? " time)" : " times)")};
      }
      spool.shrink(begin);
      const auto pause = std::max(pause_before(attempt), error.wait());
      progress_.trouble = what + "; once more in " + std::to_string(pause.count()) + " s";
      report_(progress_);
      sleep_(pause);
    }
  }
}

Page PageSetFetch::fetch_once(std::int64_t number, Spool& spool) {
  std::vector<Page> seen;
  try {
    pages_.get(number, [&](ByteSource& body) {
      DecodedSource decoded{body};
      KeptSource kept{decoded, spool};
      const auto reader = read_records(kept, Format::detect, [&seen](const Page& page) {
        if (seen.size() < 2) seen.push_back(page);
      });
      Record record;
      while (reader->next(record)) {
      }
    });
  } catch (const InputError& error) {
    throw RemoteError{std::string{"what came is no page of call records: "} + error.what(),
                      RemoteError::Again::later};
  }
  spool.write("\n");
  if (seen.empty())
    throw RemoteError{"what came is no page of call records; expected an object with a list cdrs"};
  const Page& page = seen.front();
  if (seen.size() > 1 || !page.whole)
    throw RemoteError{"it breaks off before its end", RemoteError::Again::later};
  if (page.number && *page.number != number)
    throw RemoteError{"the server gave page " + std::to_string(*page.number) + " in its place"};
  return page;
}

}  // namespace callwidgets::calls
