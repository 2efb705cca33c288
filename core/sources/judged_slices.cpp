#include "sources/judged_slices.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <tuple>

namespace callwidgets::sources {
namespace {

constexpr std::int64_t hour = 3600;
constexpr std::int64_t shortest_slice = hour;
constexpr std::int64_t longest_slice = 32 * 24 * hour;
// Legs that a slice is to have; a leg takes about half a kilobyte.
constexpr std::size_t few_legs = 10'000;
constexpr std::size_t many_legs = 40'000;
// With more, a slice is read again as a shorter one.
constexpr std::size_t most_legs = 2 * many_legs;

struct TooManyLegs {};

}  // namespace

JudgedSlices::JudgedSlices(LegFeed& feed, Method method, const Rules& rules,
                           std::int64_t longest_call)
    : feed_(feed), method_(method), rules_(rules), longest_call_(longest_call) {}

void JudgedSlices::each(const Stretch& time, const std::function<void(const Slice&)>& visit) {
  legs_.clear();
  read_to_ = time.from - longest_call_;
  std::int64_t length = 24 * hour;
  for (std::int64_t from = time.from; from < time.to;) {
    if (legs_.empty()) {
      const auto first = feed_.first_from(read_to_);
      if (!first || *first >= time.to + longest_call_) return;
      // Nothing lies between: no slice begins there.
      read_to_ = std::max(read_to_, *first);
      from = std::max(from, read_to_);
      if (from >= time.to) return;
    }
    Stretch slice{from, std::min(time.to, from + length)};
    while (!read_up_to(slice.to + longest_call_, length > shortest_slice
                                                     ? most_legs
                                                     : std::numeric_limits<std::size_t>::max())) {
      length = std::max(shortest_slice, length / 4);
      slice.to = std::min(time.to, from + length);
    }
    judge(slice, visit);
    if (legs_.size() > many_legs) length = std::max(shortest_slice, length / 2);
    if (legs_.size() < few_legs) length = std::min(longest_slice, length * 2);
    from = slice.to;
    forget_before(from - longest_call_);
  }
}

// False, and nothing is read, where there would be more legs than that.
bool JudgedSlices::read_up_to(std::int64_t end, std::size_t most) {
  if (end <= read_to_) return true;
  const auto before = static_cast<std::ptrdiff_t>(legs_.size());
  try {
    feed_.between({read_to_, end}, [&](Leg&& leg) {
      if (legs_.size() >= most) throw TooManyLegs{};
      legs_.push_back(std::move(leg));
    });
  } catch (const TooManyLegs&) {
    legs_.erase(legs_.begin() + before, legs_.end());
    return false;
  }
  read_to_ = end;
  return true;
}

void JudgedSlices::forget_before(std::int64_t start) {
  std::erase_if(legs_, [start](const Leg& leg) { return leg.start < start; });
}

void JudgedSlices::judge(const Stretch& time,
                         const std::function<void(const Slice&)>& visit) const {
  if (legs_.empty()) return;
  BridgeLog bridges;
  QueueLog queues;
  feed_.evidence(legs_, bridges, queues);
  const auto verdicts = sources::judge(method_, rules_, legs_, bridges, queues);
  Slice slice{time, legs_, {}, *verdicts};
  verdicts->each([&](const Verdict& verdict, std::span<const std::uint32_t> places) {
    if (verdict.start < time.from || verdict.start >= time.to) return;
    slice.judged.push_back({verdict, {places.begin(), places.end()}});
  });
  std::sort(slice.judged.begin(), slice.judged.end(), [](const Judged& a, const Judged& b) {
    return std::tie(a.verdict.start, a.verdict.id) < std::tie(b.verdict.start, b.verdict.id);
  });
  visit(slice);
}

}  // namespace callwidgets::sources
