#include "figures/packed/chain.h"

namespace callwidgets::figures {

void ChainChanges::day_comes(std::int32_t customer, std::int32_t day, std::int32_t previous,
                             std::int32_t next) {
  if (next != never) put({customer, next, previous, -1});
  put({customer, day, previous, +1});
  if (next != never) put({customer, next, day, +1});
}

void ChainChanges::day_goes(std::int32_t customer, std::int32_t day, std::int32_t previous,
                            std::int32_t next) {
  if (next != never) put({customer, next, day, -1});
  put({customer, day, previous, -1});
  if (next != never) put({customer, next, previous, +1});
}

}  // namespace callwidgets::figures
