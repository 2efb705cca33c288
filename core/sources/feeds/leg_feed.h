#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>

#include "sources/verdicts/bridge_log.h"
#include "sources/verdicts/leg.h"
#include "sources/verdicts/queue_log.h"
#include "sources/verdicts/stretch.h"

namespace callwidgets::sources {

// The legs of a source. All functions throw RowsError where they can't be read. Used by one thread.
class LegFeed {
 public:
  virtual ~LegFeed() = default;

  // Every leg that starts in [from, to), in any order.
  virtual void between(const Stretch& time, const std::function<void(Leg&&)>& visit) = 0;

  // When the earliest leg starts that does so at `from` or later, or a moment not long before it.
  // Nothing where there is none.
  virtual std::optional<std::int64_t> first_from(std::int64_t from) = 0;

  // What other logs of the system say of the calls that these legs belong to.
  virtual void evidence(std::span<const Leg> legs, BridgeLog& bridges, QueueLog& queues) = 0;
};

}  // namespace callwidgets::sources
