// For libFuzzer: any bytes of the shared cache are no entry, or one that is written as the same
// bytes.
#include <cstdlib>

#include "cache/entry_bytes.h"

using namespace callwidgets::cache;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  if (const auto entry = read_entry(bytes); entry && entry_bytes(*entry) != bytes) std::abort();
  return 0;
}
