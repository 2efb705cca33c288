#include "sources/sync.h"

#include <algorithm>
#include <set>
#include <utility>

namespace callwidgets::sources {

Sync::Sync(JudgedSlices& slices, CallMaker& maker, figures::CallReader& stored,
           figures::CallSink& sink, const calendar::Zone& zone, Options options)
    : slices_(slices),
      maker_(maker),
      stored_(stored),
      sink_(sink),
      zone_(zone),
      options_(std::move(options)) {}

SyncResult Sync::run(const Stretch& window) {
  compared_to_ = window.from;
  slices_.each(window, [&](const Slice& slice) {
    // Between slices the source has nothing.
    meet_stored({compared_to_, slice.time.from});
    compare(slice);
    compared_to_ = slice.time.to;
    if (options_.progress) options_.progress(slice.time.to, result_.counts.records());
  });
  meet_stored({compared_to_, window.to});
  write_batch();
  remove_what_vanished();
  write_batch();
  if (!options_.dry_run) result_.counts += sink_.settle();
  return std::move(result_);
}

calendar::Day Sync::day_of(std::int64_t start) const {
  return zone_.local(calendar::Instant{std::chrono::seconds{start}}).day;
}

// Notes the stored calls of [from, to) as vanished, until the source is found to have them.
void Sync::meet_stored(const Stretch& time) {
  there_.clear();
  if (options_.nothing_stored || time.from >= time.to) return;
  stored_.of_source(options_.source, time.from, time.to - 1, [&](std::vector<calls::Call>& page) {
    for (calls::Call& call : page) {
      ++result_.stored;
      vanished_.emplace(call.cdr_id, call.start.time_since_epoch().count());
      there_.insert_or_assign(call.cdr_id, std::move(call));
    }
  });
}

void Sync::compare(const Slice& slice) {
  meet_stored(slice.time);
  for (const Judged& judged : slice.judged) take(judged.verdict);
  leave_erased();
}

// Of what differs, erased calls are to stay away, and those that are nobody's to stay so.
void Sync::leave_erased() {
  if (differing_.empty()) return;
  std::vector<database::Value> ids;
  for (const calls::Call& call : differing_) ids.emplace_back(call.cdr_id);
  const figures::ErasedIds erased = options_.erased(ids);
  for (calls::Call& call : differing_) {
    const auto found = erased.find(call.cdr_id);
    if (found != erased.end() && found->second == figures::Erased::gone) {
      ++result_.counts.unchanged;
      continue;
    }
    if (found != erased.end()) {
      call.caller = 0;
      call.number.clear();
    }
    put(std::move(call));
  }
  differing_.clear();
}

void Sync::take(const Verdict& verdict) {
  if (verdict.left_out != LeftOut::counted) {
    result_.add(verdict.left_out);
    return;
  }
  std::string problem;
  auto call = maker_.make(verdict, problem);
  if (!call) {
    if (problem.empty()) {
      result_.add(LeftOut::no_mapping);
      ++result_.unknown_numbers[verdict.called];
    } else if (result_.bad++ == 0) {
      result_.first_bad = "call " + verdict.id + ": " + problem;
    }
    return;
  }
  if (verdict.start < options_.kept_from) {
    ++result_.refused;
    return;
  }
  result_.add(LeftOut::counted);
  if (!options_.nothing_stored) ++found_on_[day_of(verdict.start)];
  if (!is_there(*call) && options_.erased) {
    differing_.push_back(std::move(*call));
  } else {
    put(std::move(*call));
  }
}

bool Sync::is_there(const calls::Call& call) const {
  const auto same = there_.find(call.cdr_id);
  return same != there_.end() && calls::same_facts(same->second, call);
}

void Sync::put(calls::Call call) {
  if (is_there(call)) {
    vanished_.erase(call.cdr_id);
    ++result_.counts.unchanged;
    return;
  }
  // Another slice may have it, or will, at the start that it had before.
  if (!options_.nothing_stored) put_.insert(call.cdr_id);
  if (options_.dry_run) {
    ++(there_.contains(call.cdr_id) ? result_.counts.replaced : result_.counts.added);
  } else {
    write(std::move(call));
  }
}

void Sync::write(calls::Call call) {
  constexpr std::size_t most = 25'000;  // a slice's legs are in memory too
  batch_.push_back(std::move(call));
  if (batch_.size() >= std::min(most, sink_.batch_size())) write_batch();
}

void Sync::write_batch() {
  if (batch_.empty()) return;
  if (options_.before_writing && !std::exchange(wrote_, true)) options_.before_writing();
  const figures::Applied applied = sink_.apply(batch_);
  result_.counts += applied.counts;
  result_.refused += static_cast<std::int64_t>(applied.refused.size());
  batch_.clear();
}

void Sync::remove_what_vanished() {
  std::erase_if(vanished_, [&](const auto& one) { return put_.contains(one.first); });
  if (vanished_.empty()) return;
  if (!may_remove()) {
    result_.held = static_cast<std::int64_t>(vanished_.size());
    return;
  }
  for (const auto& [id, start] : vanished_) {
    if (options_.dry_run) {
      ++result_.counts.removed;
      continue;
    }
    calls::Call gone;
    gone.cdr_id = id;
    gone.deleted = true;
    write(std::move(gone));
  }
}

// A source that lost rows by accident is to take no figures with it.
bool Sync::may_remove() {
  std::set<calendar::Day> emptied;
  for (const auto& [id, start] : vanished_) {
    const calendar::Day day = day_of(start);
    if (found_on_[day] == 0) emptied.insert(day);
  }
  result_.emptied.assign(emptied.begin(), emptied.end());
  constexpr std::int64_t part = 10;
  const auto removals = static_cast<std::int64_t>(vanished_.size());
  return options_.accept_removals || (result_.emptied.empty() && removals * part <= result_.stored);
}

}  // namespace callwidgets::sources
