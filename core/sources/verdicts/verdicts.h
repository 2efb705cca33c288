#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "sources/verdicts/bridge_log.h"
#include "sources/verdicts/leg.h"
#include "sources/verdicts/queue_log.h"
#include "sources/verdicts/rules.h"
#include "sources/verdicts/verdict.h"

namespace callwidgets::sources {

// What a row of a call table is.
enum class Method : std::uint8_t {
  pairs,  // two channels for a stretch of time, as Asterisk writes them
  legs,   // one party's way: that of the caller, and of each that was rung for him
  calls,  // a whole call
};

// Verdicts over the legs of a stretch of time. Not for use by two threads.
class Verdicts {
 public:
  virtual ~Verdicts() = default;

  // Every arrival and everything that is none, with the places of its legs in order. Legs may lie
  // in any order, and come twice.
  using Visit = std::function<void(const Verdict&, std::span<const std::uint32_t>)>;
  virtual void each(const Visit& visit) const = 0;

  // What the rules say of each leg of a call that each() gave, and of those that belong to it, in
  // order of their start.
  virtual std::vector<Evidence> evidence(std::span<const std::uint32_t> places) const = 0;
};

// All of it is borrowed.
std::unique_ptr<Verdicts> judge(Method method, const Rules& rules, std::span<const Leg> legs,
                                const BridgeLog& bridges, const QueueLog& queues);

}  // namespace callwidgets::sources
