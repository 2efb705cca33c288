#pragma once
#include <array>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace callwidgets::calls {

// The key file isn't there, is readable by others, or holds no key. The message names the file.
struct CallerKeyError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The secret that turns a caller into 64 bits from which no telephone number can be had back. Its
// file holds 64 lower-case hexadecimal digits and a line end, mode 0600 or narrower. Safe to use
// from any thread.
class CallerKey {
 public:
  // Throws CallerKeyError.
  static CallerKey load(const std::string& path);
  // Makes the file with a new random key, whole or not at all. False where one is there already:
  // that one stays, whichever process made it. Throws CallerKeyError where it can't be made.
  static bool make(const std::string& path);

  // 32 hexadecimal digits that tell keys apart and give none away.
  std::string fingerprint() const;

  // The first 64 bits, high byte first, of the HMAC-SHA-256 of `md5` (32 lower-case hexadecimal
  // digits). Never 0, which stands for nobody.
  std::int64_t caller(std::string_view md5) const;

 private:
  using Bytes = std::array<char, 32>;
  explicit CallerKey(const Bytes& bytes) : bytes_(bytes) {}

  Bytes bytes_;
};

// 32 lower-case hexadecimal digits.
std::string md5_of(std::string_view number);

}  // namespace callwidgets::calls
