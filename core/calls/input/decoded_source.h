#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "calls/input/byte_source.h"

namespace callwidgets::calls {

// A source whose first bytes can be looked at before they are read.
class PeekedSource : public ByteSource {
 public:
  explicit PeekedSource(ByteSource& source) : source_(source) {}

  // The first `size` bytes that come next, fewer where the input ends before. Throws InputError.
  std::string_view peek(std::size_t size);
  std::size_t read(char* to, std::size_t room) override;

 private:
  ByteSource& source_;
  std::string seen_;
};

// An input's text as UTF-8, told by its first bytes: what gzip packed is unpacked, UTF-16 with a
// byte order mark is converted, everything else stays as it is, UTF-8's own mark too. Memory stays
// bounded. Borrows the source. Reading throws InputError.
class DecodedSource : public ByteSource {
 public:
  explicit DecodedSource(ByteSource& source);
  std::size_t read(char* to, std::size_t room) override { return last_->read(to, room); }

 private:
  PeekedSource raw_;
  std::unique_ptr<ByteSource> unpacked_;
  std::unique_ptr<PeekedSource> peeked_;
  std::unique_ptr<ByteSource> converted_;
  ByteSource* last_;
};

}  // namespace callwidgets::calls
