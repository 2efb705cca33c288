#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "sources/feeds/leg_feed.h"
#include "sources/verdicts/verdicts.h"

namespace callwidgets::sources {

// A verdict, and the places of its legs among those of the slice.
struct Judged {
  Verdict verdict;
  std::vector<std::uint32_t> places;
};

// What arrived in a stretch of time.
struct Slice {
  Stretch time;                // [from, to)
  std::span<const Leg> legs;   // of all that may belong to its calls
  std::vector<Judged> judged;  // what started in `time`, by start and id; also what is no call
  const Verdicts& verdicts;
};

// Judges the calls of a source slice by slice, however many there are: of legs only those of a
// slice and of the longest call before and behind it are in memory, and a slice is
// as short as it takes to have few, down to an hour.
class JudgedSlices {
 public:
  // `longest_call`: seconds. Feed and rules are borrowed.
  JudgedSlices(LegFeed& feed, Method method, const Rules& rules, std::int64_t longest_call);

  // In order, without gaps, from `time.from` to `time.to`; a slice without any leg is left out.
  void each(const Stretch& time, const std::function<void(const Slice&)>& visit);

 private:
  bool read_up_to(std::int64_t end, std::size_t most);
  void forget_before(std::int64_t start);
  void judge(const Stretch& time, const std::function<void(const Slice&)>& visit) const;

  LegFeed& feed_;
  const Method method_;
  const Rules& rules_;
  const std::int64_t longest_call_;
  std::vector<Leg> legs_;
  std::int64_t read_to_ = 0;
};

}  // namespace callwidgets::sources
