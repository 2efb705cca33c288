// For libFuzzer: any file is refused, or gives the same records whatever pieces it is read in, one
// behind the other and none longer than what stands there.
#include <cstdlib>

#include "../unit/text_source.h"

using namespace callwidgets::calls;

namespace {

std::string told(const std::string& text, std::size_t chunk) {
  std::string all;
  try {
    std::int64_t end = 0;
    for (const KeptRecord& record : records_of(text, Format::detect, chunk)) {
      if (record.offset < 0 || record.end < end) std::abort();
      if (record.end > static_cast<std::int64_t>(text.size())) std::abort();
      end = record.end;
      all += std::to_string(record.line) + ' ' + record.problem + '\n' + record.raw + '\n';
      for (const std::string& value : record.values) all += value + '\0';
    }
  } catch (const InputError& error) {
    all += error.what();
  }
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (told(text, 1 << 20) != told(text, 1)) std::abort();
  return 0;
}
