// For libFuzzer: any bytes are no credential, or one that is written as the same bytes.
#include <cstdlib>

#include "identity/credential.h"

using namespace callwidgets::identity;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  if (const auto read = read_credential(bytes); read && credential_bytes(*read) != bytes)
    std::abort();
  return 0;
}
