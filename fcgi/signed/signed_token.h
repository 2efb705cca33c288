#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "identity/credential.h"

namespace callwidgets::web {

// How far another host's clock may be off, in seconds.
inline constexpr std::int64_t clock_leeway = 30;

// The `kid` that a JWT's header names, before anything is verified; nothing where the text is no
// JWT with one. Loads no crypto library.
std::optional<std::string> key_id_of(std::string_view token);

// What a verified JWT says.
struct Claims {
  std::int64_t expires = 0;  // seconds since 1970; good until `clock_leeway` after it
  // What its bearer may see, never more than its key: as Credential has them.
  std::optional<std::vector<std::int64_t>> customers;
};
// Why a token is refused, in a few words for the access log, such as `expired`; never a part of it.
struct RefusedToken {
  std::string reason;
};

// Verifies a JWT with that key, by the key's own algorithm whatever the token names, for that
// audience, at that second (since 1970). Whether the key is revoked or expired is for the caller to
// judge. Throws nothing. Safe from any thread.
using VerifyToken = std::variant<Claims, RefusedToken>(std::string_view token,
                                                       const identity::Credential& key,
                                                       const std::string& audience,
                                                       std::int64_t now);

}  // namespace callwidgets::web
