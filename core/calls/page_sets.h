#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "calls/page.h"

namespace callwidgets::calls {

// Whether the pages of one import, from one file or several, are all that their sets have. Pages
// belong to one set where `total`, `numpages` and `pagesize` are the same; a set may be there
// several times. What pages don't say is not asked. Memory is bounded: of sets beyond the bound
// nothing is said. Not for use by two threads.
class PageSets {
 public:
  void add(const Page& page);

  // What is missing, a sentence for each set: "page 2 of 3 is missing". Empty where nothing is.
  std::vector<std::string> missing() const;

 private:
  using Key = std::tuple<std::int64_t, std::int64_t, std::int64_t>;  // total, pages, size; -1: none
  struct Set {
    std::vector<std::uint16_t> seen;  // how often each page is there, whole
    std::int64_t unnumbered = 0;
    std::int64_t found = 0;  // records
  };

  static std::string missing_of(const Key& key, const Set& set);

  std::map<Key, Set> sets_;
  std::int64_t remembered_ = 0;  // pages of all sets
};

}  // namespace callwidgets::calls
