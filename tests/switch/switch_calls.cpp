#include "switch_calls.h"

#include <random>

#include "switch_play.h"

namespace callwidgets::test {

std::vector<SwitchCall> switch_calls(unsigned seed, std::size_t count) {
  std::mt19937 random{seed};
  std::vector<SwitchCall> calls;
  for (std::size_t number = 0; number < count; ++number) {
    Play play{random, number};
    constexpr unsigned in_hundred = 100, outbound = 8, local = 13;
    const auto way = static_cast<unsigned>(random() % in_hundred);
    calls.push_back(way < outbound ? play.outbound("outbound")
                    : way < local  ? play.outbound("local")
                                   : play.inbound());
  }
  return calls;
}

}  // namespace callwidgets::test
