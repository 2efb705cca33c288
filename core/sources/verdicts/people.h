#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "sources/verdicts/leg.h"
#include "sources/verdicts/leg_index.h"
#include "sources/verdicts/rules.h"
#include "sources/verdicts/stretch.h"

namespace callwidgets::sources {

// When somebody spoke with a person.
struct Spoken {
  Stretches stretches;
  bool at_most = false;  // ringing or waiting may be in them: something had answered before
};

// Which legs of a table of pairs of channels joined a caller with a person, and when. Rules and
// legs are borrowed. Not for use by two threads.
class People {
 public:
  People(const Rules& rules, std::span<const Leg> legs);

  // Whether calls come in from outside on this channel.
  bool is_trunk(std::string_view channel) const;

  // When the leg's channel was with a person; nothing where it never was. One of no length: picked
  // up, and over within the second.
  std::optional<Spoken> with(const Leg& leg) const;

  // The same of conferences that somebody inside was in and the caller came into: legs that have
  // the caller's channel on their other end.
  Stretches in_conferences(std::string_view channel, const Stretch& time) const;

  // The legs behind the half of a channel of the system's own that this leg rang, and those behind
  // these.
  std::vector<std::uint32_t> behind(const Leg& leg) const;

  // Whether another leg called this channel, at that time.
  bool was_called(std::string_view channel, const Stretch& time) const;

 private:
  std::optional<Spoken> with(const Leg& leg, int depth) const;
  std::optional<Spoken> behind_half(const Leg& leg, const Stretch& up, int depth) const;
  Stretches joined_half(const Leg& leg) const;
  Stretches away(const Leg& leg) const;
  void collect_behind(const Leg& leg, int depth, std::vector<std::uint32_t>& places) const;

  const Rules& rules_;
  std::span<const Leg> legs_;
  LegIndex by_channel_;
  LegIndex by_other_;
  std::unordered_set<std::string> trunks_;  // devices, where the rules name none
};

// From its start to its end.
Stretch time_of(const Leg& leg);

}  // namespace callwidgets::sources
