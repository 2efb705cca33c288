#include "calls/input/decoded_source.h"

#include <algorithm>
#include <cstring>

#include "calls/input/gunzip_source.h"
#include "calls/input/utf16_source.h"

namespace callwidgets::calls {

std::string_view PeekedSource::peek(std::size_t size) {
  while (seen_.size() < size) {
    const std::size_t had = seen_.size();
    seen_.resize(size);
    std::size_t count = 0;
    try {
      count = source_.read(seen_.data() + had, size - had);
    } catch (const InputError&) {
      // It is thrown again when what came before it has been read.
      if (had == 0) throw;
    }
    seen_.resize(had + count);
    if (count == 0) break;
  }
  return std::string_view{seen_}.substr(0, size);
}

std::size_t PeekedSource::read(char* to, std::size_t room) {
  if (seen_.empty()) return source_.read(to, room);
  const std::size_t count = std::min(room, seen_.size());
  std::memcpy(to, seen_.data(), count);
  seen_.erase(0, count);
  return count;
}

DecodedSource::DecodedSource(ByteSource& source) : raw_(source), last_(&raw_) {
  PeekedSource* text = &raw_;
  if (raw_.peek(2) == "\x1F\x8B") {
    unpacked_ = std::make_unique<GunzipSource>(raw_);
    peeked_ = std::make_unique<PeekedSource>(*unpacked_);
    last_ = text = peeked_.get();
  }
  // FF FE 00 00 would be UTF-32, which nobody reads here.
  const std::string_view mark = text->peek(4);
  if (mark.starts_with("\xFE\xFF")) {
    converted_ = std::make_unique<Utf16Source>(*text, Utf16Source::Order::big_endian);
    last_ = converted_.get();
  } else if (mark.starts_with("\xFF\xFE") && mark.substr(2) != std::string_view{"\0\0", 2}) {
    converted_ = std::make_unique<Utf16Source>(*text, Utf16Source::Order::little_endian);
    last_ = converted_.get();
  }
}

}  // namespace callwidgets::calls
