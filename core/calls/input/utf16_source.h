#pragma once
#include <cstdint>
#include <string>

#include "calls/input/byte_source.h"

namespace callwidgets::calls {

// UTF-16 as UTF-8, without the byte order mark at its start. A surrogate without its other half and
// a last odd byte come out as bytes that are no UTF-8, so that their record is a bad one. Borrows
// the source.
class Utf16Source : public ByteSource {
 public:
  enum class Order { little_endian, big_endian };
  Utf16Source(ByteSource& source, Order order);

  std::size_t read(char* to, std::size_t room) override;

 private:
  bool fill();
  void take(std::uint32_t unit);

  ByteSource& source_;
  Order order_;
  bool at_start_ = true;
  bool ended_ = false;
  std::string input_;  // at most one byte is left over from the piece before
  std::string text_;   // converted, and not handed out before `given_`
  std::size_t given_ = 0;
  std::uint32_t high_ = 0;  // a surrogate that waits for its other half; 0: none
};

}  // namespace callwidgets::calls
