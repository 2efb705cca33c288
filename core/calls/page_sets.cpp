#include "calls/page_sets.h"

#include <algorithm>
#include <limits>

namespace callwidgets::calls {
namespace {

constexpr std::int64_t most_remembered = 4'000'000;
constexpr std::size_t most_sets = 1000;
constexpr int most_named = 10;  // runs of missing pages

// "2, 5 to 7", of those that are there less often than the others; `count` is how many.
std::string numbers_of_missing(const std::vector<std::uint16_t>& seen, std::int64_t& count) {
  const std::uint16_t times =
      std::max<std::uint16_t>(1, *std::max_element(seen.begin(), seen.end()));
  std::string text;
  int runs = 0;
  count = 0;
  for (std::size_t from = 0; from < seen.size(); ++from) {
    if (seen[from] >= times) continue;
    std::size_t to = from;
    while (to + 1 < seen.size() && seen[to + 1] < times) ++to;
    count += static_cast<std::int64_t>(to - from + 1);
    if (++runs <= most_named) {
      text += (text.empty() ? "" : ", ") + std::to_string(from);
      if (to > from) text += " to " + std::to_string(to);
    } else if (runs == most_named + 1) {
      text += " and more";
    }
    from = to;
  }
  return text;
}

}  // namespace

void PageSets::add(const Page& page) {
  const std::int64_t pages = page.pages_of_set().value_or(-1);
  if (pages < 0) return;  // it says nothing of a set
  const Key key{page.total.value_or(-1), pages, page.size.value_or(-1)};
  auto found = sets_.find(key);
  if (found == sets_.end()) {
    if (sets_.size() == most_sets || pages > most_remembered - remembered_) return;
    remembered_ += pages;
    found = sets_.emplace(key, Set{}).first;
    found->second.seen.resize(static_cast<std::size_t>(pages));
  }
  Set& set = found->second;
  set.found += page.records;
  if (!page.whole) return;
  if (!page.number) {
    ++set.unnumbered;
  } else if (*page.number >= 0 && *page.number < pages) {
    std::uint16_t& times = set.seen[static_cast<std::size_t>(*page.number)];
    if (times < std::numeric_limits<std::uint16_t>::max()) ++times;
  }
}

std::string PageSets::missing_of(const Key& key, const Set& set) {
  const auto& [total, pages, size] = key;
  const std::string of = " of " + std::to_string(pages);
  if (pages == 0) return {};
  if (set.unnumbered > 0) {
    if (set.unnumbered >= pages) return {};
    return "only " + std::to_string(set.unnumbered) + of + " pages are there";
  }
  std::int64_t count = 0;
  const std::string numbers = numbers_of_missing(set.seen, count);
  if (count > 0) {
    return (count == 1 ? "page " : "pages ") + numbers + of +
           (count == 1 ? " is missing" : " are missing") + ", counted from 0";
  }
  // Each page as often as the others.
  const std::int64_t records = set.found / set.seen[0];
  if (total <= records) return {};
  return "all " + std::to_string(pages) + " pages are there, and hold " + std::to_string(records) +
         " records of the " + std::to_string(total) + " they speak of";
}

std::vector<std::string> PageSets::missing() const {
  std::vector<std::string> all;
  for (const auto& [key, set] : sets_) {
    std::string one = missing_of(key, set);
    if (!one.empty()) all.push_back(std::move(one));
  }
  return all;
}

}  // namespace callwidgets::calls
