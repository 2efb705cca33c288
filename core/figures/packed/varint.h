#pragma once
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>

namespace callwidgets::figures {

// Packed bytes that nobody can have written: cut off, flipped, or of a format to come. The text
// says what is wrong.
class DamagedBytes : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Whole numbers in 1 to 10 bytes, seven bits each, the lowest first; the last byte has no top bit.
// One number has one form only: a form with idle zero bytes counts as damage.
constexpr std::size_t longest_varint = 10;

// Packed bytes are kept in parts of at most this: a BLOB column of the narrow kind holds 64 KiB,
// and through Poco one of the next kind costs fifty times as much.
constexpr std::size_t largest_part = 32 * 1024 - 1;

inline void put_varint(std::string& bytes, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) bytes += static_cast<char>(value | 0x80);
  bytes += static_cast<char>(value);
}

inline std::size_t varint_size(std::uint64_t value) {
  std::size_t size = 1;
  for (; value >= 0x80; value >>= 7) ++size;
  return size;
}

// Signed numbers as unsigned ones, so that those near zero stay short: 0, -1, 1, -2, 2 ...
constexpr std::uint64_t zigzag(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}
constexpr std::int64_t unzigzag(std::uint64_t value) {
  return static_cast<std::int64_t>((value >> 1) ^ (~(value & 1) + 1));
}

// Walks over packed bytes, which must outlive it. `Damaged`, a DamagedBytes, is what it throws.
template <class Damaged>
class VarintReader {
 public:
  VarintReader(const char* begin, const char* end) : at_(begin), end_(end) {}

  bool done() const { return at_ == end_; }
  std::size_t left() const { return static_cast<std::size_t>(end_ - at_); }
  const char* at() const { return at_; }
  void skip(std::size_t bytes) { at_ += bytes; }  // no more than are left, and whole numbers

  std::uint64_t next() {
    if (done()) throw Damaged("a number is missing");
    const std::uint64_t first = byte();
    return first < 0x80 ? first : rest(first & 0x7f);
  }

 private:
  std::uint64_t byte() { return static_cast<unsigned char>(*at_++); }

  std::uint64_t rest(std::uint64_t value) {
    for (unsigned shift = 7;; shift += 7) {
      if (done()) throw Damaged("a number is cut off");
      const std::uint64_t more = byte();
      if (shift == 63 && more > 1) throw Damaged("a number has more than 64 bits");
      value |= (more & 0x7f) << shift;
      if (more >= 0x80) continue;
      if (more == 0) throw Damaged("a number is longer than it need be");
      return value;
    }
  }

  const char* at_;
  const char* end_;
};

}  // namespace callwidgets::figures
