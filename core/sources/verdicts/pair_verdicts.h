#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "sources/verdicts/bridge_log.h"
#include "sources/verdicts/leg.h"
#include "sources/verdicts/leg_index.h"
#include "sources/verdicts/people.h"
#include "sources/verdicts/queue_log.h"
#include "sources/verdicts/rules.h"
#include "sources/verdicts/verdict.h"
#include "sources/verdicts/verdicts.h"

namespace callwidgets::sources {

// Verdicts over rows that are pairs of channels, as Asterisk writes them: the rows of one channel
// id are one party's way through the system.
//
// A call is the way of a channel that came in from outside. It is answered where a leg of it, or
// one behind a half of a channel of the system's own, joined it with a person; talk is the time
// that such legs cover together. Neither the called number of a row nor its place nor any
// disposition but ANSWERED decides; the reason of a missed call is read from all of it. The channel
// event log, where there is one, knows talk exactly; the queue log knows when an agent picked up.
//
// Rules, legs and logs are borrowed. Legs may come in any order, and twice. Not for use by two
// threads.
class PairVerdicts : public Verdicts {
 public:
  PairVerdicts(const Rules& rules, std::span<const Leg> legs, const BridgeLog& bridges,
               const QueueLog& queues);

  // Every channel id.
  void each(const Visit& visit) const override;
  std::vector<Evidence> evidence(std::span<const std::uint32_t> places) const override;

 private:
  struct Talk;
  Verdict judge(std::span<const std::uint32_t> places) const;
  LeftOut left_out(std::span<const std::uint32_t> places, const Verdict& verdict) const;
  Talk talk_of(std::span<const std::uint32_t> places, const Verdict& verdict) const;
  void cut_by_queue(Talk& talk, const std::string& id) const;
  calls::Reason missed(std::span<const std::uint32_t> places, const Verdict& verdict) const;
  std::vector<std::uint32_t> in_order(std::span<const std::uint32_t> places) const;

  const Rules& rules_;
  std::span<const Leg> legs_;
  const BridgeLog& bridges_;
  const QueueLog& queues_;
  People people_;
  LegIndex by_id_;
  bool called_required_;
};

}  // namespace callwidgets::sources
