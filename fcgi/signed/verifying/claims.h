#pragma once
#include <jansson.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "fcgi/signed/signed_token.h"

namespace callwidgets::web {

struct JsonRelease {
  void operator()(json_t* json) const { json_decref(json); }
};
using Json = std::unique_ptr<json_t, JsonRelease>;

// What a token says, signed or not. Null where it is no JSON object, or one that not every reader
// takes alike: with a name twice, a whole number beyond 64 bits, U+0000 in a text.
Json read_claims(std::string_view json);

// Judges that of a token that the key has signed: `exp` and `aud` are required, `nbf`, `iat` and
// `customers` are looked at, any other claim is not.
std::variant<Claims, RefusedToken> judge_claims(const Json& claims, const identity::Credential& key,
                                                const std::string& audience, std::int64_t now);

}  // namespace callwidgets::web
