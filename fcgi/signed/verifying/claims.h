#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "fcgi/signed/signed_token.h"

namespace callwidgets::web {

// Judges what a token that the key has signed says: `exp` and `aud` are required, `nbf`, `iat` and
// `customers` are looked at, any other claim is not.
std::variant<Claims, RefusedToken> judge_claims(std::string_view json,
                                                const identity::Credential& key,
                                                const std::string& audience, std::int64_t now);

}  // namespace callwidgets::web
