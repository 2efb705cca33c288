#include "fcgi/signed/verifying/verify_token.h"

#include <jwt.h>
#include <openssl/err.h>
#include <strings.h>

#include <exception>
#include <memory>

#include "fcgi/signed/token_parts.h"
#include "fcgi/signed/verifying/claims.h"
#include "identity/signing_secret.h"

namespace callwidgets::web {
namespace {

struct Signing {
  const char* name;  // as `alg` has it, to the letter
  jwt_alg_t algorithm;
  std::size_t signature_size;  // in bytes; ES256: the numbers r and s, 32 bytes each, and no DER
};
constexpr Signing hs256{"HS256", JWT_ALG_HS256, 32};
constexpr Signing es256{"ES256", JWT_ALG_ES256, 64};

// libjwt 1.10 verifies by the algorithm that the token names, and nothing at all where that is
// `none` in any spelling, or where the key is empty. So the caller has compared the token's
// algorithm with the key's before, and which one it took is compared here.
bool signature_is_good(std::string_view token, const Signing& signing, const std::string& secret) {
  // What OpenSSL says of a failure would be taken for a failure of a connection that the same
  // thread uses by TLS.
  ERR_set_mark();
  jwt_t* decoded = nullptr;
  const int failed = jwt_decode(&decoded, std::string{token}.c_str(),
                                reinterpret_cast<const unsigned char*>(secret.data()),
                                static_cast<int>(secret.size()));
  const std::unique_ptr<jwt_t, decltype(&jwt_free)> owner{decoded, jwt_free};
  ERR_pop_to_mark();
  return failed == 0 && decoded && jwt_get_alg(decoded) == signing.algorithm;
}

std::variant<Claims, RefusedToken> judge(std::string_view token, const identity::Credential& key,
                                         const std::string& audience, std::int64_t now) {
  const auto parts = read_token_parts(token);
  if (!parts) return RefusedToken{"malformed"};
  if (key.kind != identity::CredentialKind::key || parts->key_id != key.name) {
    return RefusedToken{"another key"};
  }
  if (!identity::is_signing_secret(key.algorithm, key.secret)) return RefusedToken{"unusable key"};
  const Signing& signing = key.algorithm == identity::Algorithm::hs256 ? hs256 : es256;
  if (parts->algorithm != signing.name) return RefusedToken{"algorithm"};
  // libjwt's own rule.
  if (!parts->type.empty() && strcasecmp(parts->type.c_str(), "JWT") != 0)
    return RefusedToken{"type"};
  // libjwt reads them too, before it looks at the signature.
  const Json claims = read_claims(parts->claims);
  if (!claims) return RefusedToken{"claims that can't be read"};
  if (parts->signature.size() != signing.signature_size ||
      !signature_is_good(token, signing, key.secret)) {
    return RefusedToken{"signature"};
  }
  return judge_claims(claims, key, audience, now);
}

}  // namespace

std::variant<Claims, RefusedToken> verify_token(std::string_view token,
                                                const identity::Credential& key,
                                                const std::string& audience, std::int64_t now) {
  try {
    return judge(token, key, audience, now);
  } catch (const std::exception&) {
    return RefusedToken{"no memory"};
  }
}

}  // namespace callwidgets::web
