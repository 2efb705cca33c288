// For libFuzzer: any bytes are refused as damaged, or are a caller's days that write the very same
// bytes, and that can be taken away day by day until none is left.
#include <cstdlib>

#include "figures/packed/caller_days.h"

using namespace callwidgets::figures;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  CallerDays caller;
  try {
    caller = CallerDays::read(bytes);
  } catch (const DamagedCallerDays&) {
    return 0;
  }
  if (size <= largest_part && caller.write() != std::vector{bytes}) std::abort();
  CallerDays rest = caller;
  caller.for_each_day([&](std::int32_t customer, std::int32_t day, std::int32_t calls) {
    rest.change(customer, day, -std::int64_t{calls});
  });
  if (!rest.empty()) std::abort();
  return 0;
}
