// Calls of a made-up Asterisk telephone system, with their truth: which of them came from outside,
// who was answered by a person, for how long, and why the others were missed. All of it is dice;
// the same plan gives the same calls. Shares no code with the product.
//
//   PbxCalls calls({.calls = 20'000, .first_day = day_number(2026, 3, 1), .days = 31});
//   PbxWriting writing;
//   std::vector<PbxCall> some;
//   while (calls.next(some)) {
//     writing.take(some);
//     for (PbxRow row; writing.next(calls.reached(), row);) …  // as Asterisk writes them
//   }
//   for (PbxRow row; writing.next(PbxWriting::kRest, row);) …
#pragma once

#include <cstdint>
#include <queue>
#include <vector>

#include "pbx_call.h"
#include "pbx_story.h"

namespace callwidgets::test {

struct PbxPlan {
  PbxSettings settings = {};
  std::int64_t calls = 1000;  // those that go on beside another one come on top
  long first_day = 20000;     // since 1970, UTC
  long days = 30;
  // Every fifth call begins at one of the moments at which clocks change or days end.
  bool edges = true;
  // Asterisk starts anew after so many calls, and numbers its channels from 0 again. 0: never.
  std::int64_t restart_every = 0;
  std::string scenario = {};  // nothing but this one; empty: all of them
};

class PbxCalls {
 public:
  explicit PbxCalls(const PbxPlan& plan);

  // The next call, and after it those that go on beside it (a colleague's, another caller's).
  // False: there is none any more.
  bool next(std::vector<PbxCall>& calls);
  // Milliseconds since 1970, UTC: no row of a later call is written before that moment.
  std::int64_t reached() const { return earliest_; }

 private:
  void fill_day();

  PbxPlan plan_;
  PbxExchange exchange_;
  std::vector<PbxScript> scripts_;
  std::int64_t told_ = 0;
  long day_ = 0;                      // of the plan's, the next to be filled
  std::vector<std::int64_t> starts_;  // the rest of the day before, milliseconds, latest first
  std::int64_t earliest_ = 0, last_end_ = 0;
};

// Brings rows into the order in which Asterisk writes them: as channels end.
class PbxWriting {
 public:
  static constexpr std::int64_t kRest = INT64_MAX;

  void take(const std::vector<PbxCall>& calls);
  // The next row that is written before that moment. False: none is.
  bool next(std::int64_t before, PbxRow& row);

 private:
  struct Waiting {
    std::int64_t order;
    PbxRow row;
    bool operator<(const Waiting& other) const {
      return row.written != other.row.written ? row.written > other.row.written
                                              : order > other.order;
    }
  };
  std::priority_queue<Waiting> waiting_;
  std::int64_t taken_ = 0;
};

}  // namespace callwidgets::test
