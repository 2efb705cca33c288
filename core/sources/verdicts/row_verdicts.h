#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "sources/verdicts/leg_index.h"
#include "sources/verdicts/verdicts.h"

namespace callwidgets::sources {

// Verdicts over rows that are whole calls, which say themselves what became of them. A row with an
// id that came before is a correction: the last one holds.
class RowVerdicts : public Verdicts {
 public:
  RowVerdicts(const Rules& rules, std::span<const Leg> legs);

  void each(const Visit& visit) const override;
  std::vector<Evidence> evidence(std::span<const std::uint32_t> places) const override;

 private:
  Verdict judge(const Leg& row) const;
  LeftOut left_out(const Leg& row) const;
  calls::Reason missed(const Leg& row, const Verdict& verdict) const;

  const Rules& rules_;
  std::span<const Leg> legs_;
  LegIndex by_id_;
};

}  // namespace callwidgets::sources
