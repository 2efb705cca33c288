// For libFuzzer: any file gives the same queue events whatever pieces it is read in, each with a
// kind and of a line no longer than a line may be.
#include <cstdlib>

#include "../unit/text_source.h"
#include "sources/feeds/queue_events.h"

using namespace callwidgets;

namespace {

std::string told(const std::string& text, std::size_t chunk) {
  static const sources::LogTime time{
      sources::WallClock{"Europe/London", *calendar::Zone::named("Europe/London")}};
  calls::TextSource source{text, chunk};
  std::string all;
  for (const sources::QueueEvent& event : sources::read_queue_file(source, time)) {
    if (event.kind == sources::QueueEvent::Kind::other) std::abort();
    if (event.call.size() > std::size_t{1} << 16) std::abort();
    all += std::to_string(static_cast<int>(event.kind)) + ' ' + std::to_string(event.time) + ' ' +
           event.call + '\n';
  }
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (told(text, 1 << 20) != told(text, 1)) std::abort();
  // Behind a line that is too long the next one counts.
  const std::string after = std::string(70'000, '|') + '\n' + text;
  if (told(after, 1 << 20) != told(text, 1 << 20)) std::abort();
  return 0;
}
