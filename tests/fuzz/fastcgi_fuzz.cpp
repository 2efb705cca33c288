// For libFuzzer: what a peer sends, in one piece or byte by byte, leads to the same events and the
// same replies, and memory stays within its bound.
#include <cstdlib>
#include <vector>

#include "fcgi/transport/record.h"
#include "fcgi/transport/record_reader.h"

using namespace callwidgets::web;

namespace {

constexpr std::size_t bound = 4096;
constexpr std::size_t management_bound = 65'535;

struct Seen {
  std::vector<RecordReader::Event> events;
  std::string parameters, replies;
  bool operator==(const Seen&) const = default;
};

Seen see(std::string_view bytes, std::size_t piece) {
  Seen seen;
  RecordReader reader{bound, 100};
  while (!bytes.empty()) {
    std::string_view input = bytes.substr(0, piece);
    bytes.remove_prefix(input.size());
    while (!input.empty()) {
      const auto event = reader.take(input, seen.replies);
      if (reader.held() > bound + management_bound) std::abort();
      if (event == RecordReader::Event::more) {
        if (!input.empty()) std::abort();
        break;
      }
      seen.events.push_back(event);
      if (event == RecordReader::Event::close || event == RecordReader::Event::too_long)
        return seen;
      if (event == RecordReader::Event::request) {
        seen.parameters.append(reader.parameters()).append(1, '\n');
        std::string_view stream = reader.parameters(), name, value;
        while (record::take_pair(stream, name, value)) {
        }
        reader.answered();
      }
    }
  }
  return seen;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (see(bytes, bytes.size() + 1) != see(bytes, 1)) std::abort();
  // What is taken for a whole request is one for the reader too.
  if (const auto whole = record::whole_request(bytes); whole && whole->parameters.size() <= bound) {
    const Seen seen = see(bytes, bytes.size());
    if (seen.events.size() != 1 || seen.events[0] != RecordReader::Event::request ||
        seen.parameters != std::string{whole->parameters} + '\n') {
      std::abort();
    }
  }
  return 0;
}
