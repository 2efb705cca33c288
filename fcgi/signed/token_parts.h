#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace callwidgets::web {

// In bytes.
inline constexpr std::size_t longest_signed_token = 4096;
inline constexpr std::size_t longest_token_header = 1024;  // decoded

// A JWT in its parts, decoded (RFC 7515's compact serialization). Nothing of it is verified.
struct TokenParts {
  std::string algorithm;  // the header's `alg`
  std::string type;       // its `typ`, empty where it has none
  std::string key_id;     // its `kid`: 8 of [0-9A-Za-z]
  std::string claims;     // any bytes
  std::string signature;
};

// Strict: three parts, none empty; the header is one JSON object of texts, without escapes, without
// a name twice and without `crit`, for nothing that it could demand is known here. Nothing where
// the text is anything else. Loads no library.
std::optional<TokenParts> read_token_parts(std::string_view token);

}  // namespace callwidgets::web
