#include "figures/packed/tally_sum.h"

#include <algorithm>

namespace callwidgets::figures {

namespace {

void increase(std::int64_t& sum, std::int64_t count) {
  if (__builtin_add_overflow(sum, count, &sum)) {
    throw DamagedTally("the counts add up to too much");
  }
}

}  // namespace

void TallySum::add(std::string_view bytes) {
  // Entries come in the order of keys, so most fall on the page of the one before.
  Page* page = nullptr;
  std::uint64_t begin = 0;
  std::size_t room = 0;
  for_each_entry(bytes, [&](std::int64_t key, std::int64_t count) {
    const std::uint64_t place = static_cast<std::uint64_t>(key) + 1;
    if (place - begin >= room) {
      page = page_of(place);
      begin = place - place % page_size;
      room = page ? page_size : 0;
      if (!page) return increase(far_[key], count);
    }
    increase((*page)[place - begin], count);
  });
}

TallySum::Page* TallySum::page_of(std::uint64_t place) {
  const std::uint64_t page = place / page_size;
  if (page >= most_pages) return nullptr;
  if (page >= pages_.size()) pages_.resize(page + 1);
  if (!pages_[page]) pages_[page] = std::make_unique<Page>();
  return pages_[page].get();
}

Tally TallySum::total() const {
  std::vector<Tally::Entry> far;
  for (const auto& [key, count] : far_) far.push_back({key, count});
  std::sort(far.begin(), far.end(),
            [](const auto& left, const auto& right) { return left.key < right.key; });
  Tally total;
  auto next = far.begin();
  for (; next != far.end() && next->key < -1; ++next) total.add(next->key, next->count);
  std::int64_t key = -1;
  for (const auto& page : pages_) {
    if (page) {
      for (std::size_t place = 0; place < page_size; ++place) {
        if ((*page)[place] != 0) total.add(key + static_cast<std::int64_t>(place), (*page)[place]);
      }
    }
    key += page_size;
  }
  for (; next != far.end(); ++next) total.add(next->key, next->count);
  return total;
}

}  // namespace callwidgets::figures
