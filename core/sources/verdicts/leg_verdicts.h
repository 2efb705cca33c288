#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sources/verdicts/leg_index.h"
#include "sources/verdicts/verdicts.h"

namespace callwidgets::sources {

// Verdicts over rows that are one party's way each, as FreeSWITCH, Twilio and 3CX write them: the
// caller's, and one for each telephone that was rung for him.
//
// A call is a leg that came in from outside and that no other leg made; those that it made name it
// as their parent, or share its call; so does the one whose id is its `other`, which it was joined
// with. It is answered where one of them says that a person picked up, or where itself says so and
// the leg that it was joined with is not there to know better. A leg that lost the race to another,
// or was cancelled, is no missed call. Of rows with the same id the one with the most talk holds.
//
// Where a caller was last is what the last leg says that has a stage, in order of their start.
class LegVerdicts : public Verdicts {
 public:
  LegVerdicts(const Rules& rules, std::span<const Leg> legs);

  void each(const Visit& visit) const override;
  std::vector<Evidence> evidence(std::span<const std::uint32_t> places) const override;

 private:
  using Places = std::vector<std::uint32_t>;
  LeftOut left_out(const Leg& arrival, bool first_of_call) const;
  void judge(const Leg& arrival, const Places& made, Verdict& verdict) const;
  calls::Reason missed(const Leg& arrival, const Places& made, const Verdict& verdict) const;
  bool is_named_by_other(std::uint32_t place) const;
  bool is_told_by(const Leg& arrival, std::span<const std::uint32_t> made) const;
  Places made_by(std::uint32_t arrival) const;
  std::uint32_t best_of(std::span<const std::uint32_t> places) const;

  const Rules& rules_;
  std::span<const Leg> legs_;
  LegIndex by_id_;
  LegIndex by_parent_;
  LegIndex by_call_;
  LegIndex by_other_;
};

}  // namespace callwidgets::sources
