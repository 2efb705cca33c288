// For libFuzzer: any file is refused, or gives the same records whatever pieces it is read in, one
// behind the other and none longer than what stands there.
#include <cstdlib>

#include "../unit/text_source.h"
#include "calls/input/decoded_source.h"

using namespace callwidgets::calls;

namespace {

// How long the text in it is, however it is packed.
std::int64_t decoded_size(const std::string& bytes) {
  TextSource raw{bytes};
  std::string piece(1 << 16, '\0');
  std::int64_t size = 0;
  try {
    DecodedSource source{raw};
    while (const std::size_t count = source.read(piece.data(), piece.size()))
      size += static_cast<std::int64_t>(count);
  } catch (const InputError&) {
  }
  return size;
}

std::string told(const std::string& text, std::size_t chunk) {
  const std::int64_t size = decoded_size(text);
  std::string all;
  try {
    std::int64_t end = 0;
    for (const KeptRecord& record : records_of(text, Format::detect, chunk)) {
      if (record.offset < 0 || record.end < end) std::abort();
      if (record.end > size) std::abort();
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
