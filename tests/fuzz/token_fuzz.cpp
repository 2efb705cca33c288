// For libFuzzer: any text is no token, or one that is written as the same text.
#include <cstdint>
#include <cstdlib>

#include "identity/token.h"

using namespace callwidgets::identity;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string given(reinterpret_cast<const char*>(data), size);
  if (const auto token = parse_token(given); token && text(*token) != given) std::abort();
  return 0;
}
