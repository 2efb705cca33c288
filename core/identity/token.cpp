#include "identity/token.h"

#include <Poco/Checksum.h>
#include <Poco/SHA2Engine.h>

#include <cstdint>

#include "identity/credential.h"
#include "identity/random.h"

namespace callwidgets::identity {
namespace {

constexpr std::string_view prefix = "cw_";
constexpr std::size_t secret_size = 32, checksum_size = 6;
constexpr std::size_t checked_size = prefix.size() + id_size + secret_size;

// In base 62, the highest digit first.
std::string checksum(std::string_view checked) {
  Poco::Checksum crc{Poco::Checksum::TYPE_CRC32};
  crc.update(checked.data(), static_cast<unsigned>(checked.size()));
  std::uint32_t rest = crc.checksum();
  std::string digits(checksum_size, base62[0]);
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, rest /= 62)
    *digit = base62[rest % 62];
  return digits;
}

}  // namespace

Token new_token() { return {random_characters(id_size), random_characters(secret_size)}; }

std::string text(const Token& token) {
  const std::string checked = std::string{prefix} + token.id + token.secret;
  return checked + checksum(checked);
}

std::optional<Token> parse_token(std::string_view text) {
  if (text.size() != checked_size + checksum_size || !text.starts_with(prefix)) return std::nullopt;
  if (text.find_first_not_of(base62, prefix.size()) != text.npos) return std::nullopt;
  if (text.substr(checked_size) != checksum(text.substr(0, checked_size))) return std::nullopt;
  return Token{std::string{text.substr(prefix.size(), id_size)},
               std::string{text.substr(prefix.size() + id_size, secret_size)}};
}

std::string digest(std::string_view token_text) {
  Poco::SHA2Engine engine{Poco::SHA2Engine::SHA_256};
  engine.update(token_text.data(), token_text.size());
  const auto& bytes = engine.digest();
  return {bytes.begin(), bytes.end()};
}

bool equal_in_constant_time(std::string_view one, std::string_view other) {
  if (one.size() != other.size()) return false;
  // Volatile: no compiler ends the loop early.
  volatile unsigned char difference = 0;
  for (std::size_t at = 0; at < one.size(); ++at) {
    difference = static_cast<unsigned char>(
        difference | (static_cast<unsigned char>(one[at]) ^ static_cast<unsigned char>(other[at])));
  }
  return difference == 0;
}

}  // namespace callwidgets::identity
