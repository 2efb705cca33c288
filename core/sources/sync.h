#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "calendar/zone.h"
#include "calls/call.h"
#include "figures/call_reader.h"
#include "figures/importing/call_sink.h"
#include "figures/upkeep/erased_calls.h"
#include "sources/call_maker.h"
#include "sources/judged_slices.h"

namespace callwidgets::sources {

// What a sync found and did.
struct SyncResult {
  figures::CallCounts counts;                           // of calls; `unchanged` were not written
  std::array<std::int64_t, left_out_kinds> left_out{};  // by LeftOut
  std::map<std::string, std::int64_t> unknown_numbers;  // calls that no mapping names, by number
  std::int64_t refused = 0;                             // of days that were purged
  std::int64_t bad = 0;                                 // verdicts that make no call
  std::string first_bad;                                // which, and why
  std::int64_t stored = 0;                              // calls of the window that were there
  // Removals that wait for the operator's word: more than a tenth of the window, or all of a day.
  std::int64_t held = 0;
  std::vector<calendar::Day> emptied;  // days of which nothing is left

  void add(LeftOut kind) { ++left_out[static_cast<std::size_t>(kind)]; }
};

// Brings an account's calls of a source to what the source says now. In one stretch of time calls
// that are not there are added, those that differ replaced, and those of which the source knows
// nothing any more removed. All of it may be done again at will; cut short anywhere, it is
// completed by the next. Not for use by two threads.
class Sync {
 public:
  struct Options {
    std::int64_t source = 0;       // its number
    bool accept_removals = false;  // however many they are
    bool dry_run = false;          // nothing is written
    bool nothing_stored = false;   // the source has no calls yet, as the caller knows
    std::int64_t kept_from = 0;    // calls that began before were purged, and are refused
    // Which of these ids were erased; empty where none is.
    std::function<figures::ErasedIds(std::span<const database::Value> ids)> erased;
    std::function<void()> before_writing;  // once, before anything is written
    std::function<void(std::int64_t time, std::int64_t calls)> progress;  // called often
  };

  // All is borrowed; `zone` tells the days for the safeguard of removals.
  Sync(JudgedSlices& slices, CallMaker& maker, figures::CallReader& stored, figures::CallSink& sink,
       const calendar::Zone& zone, Options options);

  // Throws what the feed throws, and database::Error: then what was written before stays, and the
  // sink is the caller's to abandon.
  SyncResult run(const Stretch& window);

 private:
  void compare(const Slice& slice);
  void meet_stored(const Stretch& time);
  void take(const Verdict& verdict);
  bool is_there(const calls::Call& call) const;
  void put(calls::Call call);
  void leave_erased();
  void write(calls::Call call);
  void write_batch();
  void remove_what_vanished();
  bool may_remove();
  calendar::Day day_of(std::int64_t start) const;

  JudgedSlices& slices_;
  CallMaker& maker_;
  figures::CallReader& stored_;
  figures::CallSink& sink_;
  const calendar::Zone& zone_;
  const Options options_;

  SyncResult result_;
  std::int64_t compared_to_ = 0;
  std::unordered_map<std::string, calls::Call> there_;  // stored calls of the slice, by id
  std::vector<calls::Call> differing_;                  // of the slice, where some may be erased
  std::vector<calls::Call> batch_;
  bool wrote_ = false;
  std::unordered_set<std::string> put_;             // ids
  std::map<std::string, std::int64_t> vanished_;    // starts, by id
  std::map<calendar::Day, std::int64_t> found_on_;  // calls, by day
};

}  // namespace callwidgets::sources
