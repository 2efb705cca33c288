#include "sources/verdicts/verdicts.h"

#include "sources/verdicts/leg_verdicts.h"
#include "sources/verdicts/pair_verdicts.h"
#include "sources/verdicts/row_verdicts.h"

namespace callwidgets::sources {

std::unique_ptr<Verdicts> judge(Method method, const Rules& rules, std::span<const Leg> legs,
                                const BridgeLog& bridges, const QueueLog& queues) {
  switch (method) {
    case Method::legs:
      return std::make_unique<LegVerdicts>(rules, legs);
    case Method::calls:
      return std::make_unique<RowVerdicts>(rules, legs);
    case Method::pairs:
      break;
  }
  return std::make_unique<PairVerdicts>(rules, legs, bridges, queues);
}

}  // namespace callwidgets::sources
