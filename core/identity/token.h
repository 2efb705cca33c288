#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace callwidgets::identity {

// A bearer token of ours: `cw_`, an id (8 characters), a secret (32) and a checksum (6), all of
// [0-9A-Za-z]. The checksum is the CRC-32 of all before it, so that a mistyped token is refused
// without a look-up, and secret scanners know one.
struct Token {
  std::string id;
  std::string secret;  // 190 random bits
};

// With random bytes of the system's. Throws std::system_error where it has none.
Token new_token();
std::string text(const Token& token);
// Nothing where the text is no whole token.
std::optional<Token> parse_token(std::string_view text);

// What is stored of a token: the SHA-256 of its whole text, 32 bytes.
std::string digest(std::string_view token_text);
// In a time that depends on the sizes alone.
bool equal_in_constant_time(std::string_view one, std::string_view other);

}  // namespace callwidgets::identity
