#include "cache/entry_bytes.h"

#include <cstring>

namespace callwidgets::cache {
namespace {

// The host's own byte order: no other host reads it.
struct Header {
  std::uint32_t format;
  std::uint32_t etag_size;
  std::int64_t version, nonce, generation, scope;
  std::int32_t from, to;
};
constexpr std::uint32_t format = 0x63770002;

}  // namespace

std::string entry_bytes(const Entry& entry) {
  const Header header{format,           static_cast<std::uint32_t>(entry.etag.size()),
                      entry.version,    entry.nonce,
                      entry.generation, entry.scope,
                      entry.from,       entry.to};
  std::string bytes(sizeof header, '\0');
  std::memcpy(bytes.data(), &header, sizeof header);
  return bytes + entry.etag + entry.body;
}

std::optional<Entry> read_entry(std::string_view bytes) {
  Header header;
  if (bytes.size() < sizeof header) return std::nullopt;
  std::memcpy(&header, bytes.data(), sizeof header);
  bytes.remove_prefix(sizeof header);
  if (header.format != format || header.etag_size > bytes.size()) return std::nullopt;
  Entry entry;
  entry.etag = bytes.substr(0, header.etag_size);
  entry.body = bytes.substr(header.etag_size);
  entry.version = header.version;
  entry.nonce = header.nonce;
  entry.generation = header.generation;
  entry.scope = header.scope;
  entry.from = header.from;
  entry.to = header.to;
  return entry;
}

}  // namespace callwidgets::cache
