#include "calls/input/utf16_source.h"

#include <algorithm>
#include <cstring>

#include "calls/input/utf8.h"

namespace callwidgets::calls {
namespace {

constexpr std::size_t piece = 32 * 1024;
constexpr std::uint32_t byte_order_mark = 0xFEFF;

bool is_high(std::uint32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low(std::uint32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

}  // namespace

Utf16Source::Utf16Source(ByteSource& source, Order order) : source_(source), order_(order) {}

std::size_t Utf16Source::read(char* to, std::size_t room) {
  while (given_ == text_.size()) {
    if (ended_) return 0;
    text_.clear();
    given_ = 0;
    ended_ = !fill();
  }
  const std::size_t count = std::min(room, text_.size() - given_);
  std::memcpy(to, text_.data() + given_, count);
  given_ += count;
  return count;
}

// False at the end of the input, when all that was left of it is converted.
bool Utf16Source::fill() {
  const std::size_t had = input_.size();
  input_.resize(had + piece);
  const std::size_t count = source_.read(input_.data() + had, piece);
  input_.resize(had + count);
  if (count == 0) {
    if (high_ != 0) append_utf8(text_, high_);
    if (!input_.empty()) text_ += '\xFF';
    high_ = 0;
    return false;
  }
  const auto byte = [this](std::size_t at) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(input_[at]));
  };
  std::size_t at = 0;
  for (; at + 1 < input_.size(); at += 2) {
    take(order_ == Order::little_endian ? byte(at) | byte(at + 1) << 8
                                        : byte(at) << 8 | byte(at + 1));
  }
  input_.erase(0, at);
  return true;
}

void Utf16Source::take(std::uint32_t unit) {
  const bool mark = at_start_ && unit == byte_order_mark;
  at_start_ = false;
  if (mark) return;
  if (high_ != 0 && is_low(unit)) {
    append_utf8(text_, 0x10000 + ((high_ - 0xD800) << 10) + (unit - 0xDC00));
    high_ = 0;
    return;
  }
  if (high_ != 0) append_utf8(text_, high_);
  high_ = is_high(unit) ? unit : 0;
  if (high_ == 0) append_utf8(text_, unit);
}

}  // namespace callwidgets::calls
