#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace callwidgets::identity {

// What a credential is known by: a name that the web server has authenticated, a token's public
// part, or the `kid` of a key that signs tokens.
enum class CredentialKind { login = 1, token = 2, key = 3 };

// How messages and logs call it: `login`, `token`, `key`.
const char* word_of(CredentialKind kind);

// The name of a token or key: so many of [0-9A-Za-z].
inline constexpr std::size_t id_size = 8;

enum class Algorithm { none = 0, hs256 = 1, es256 = 2 };

// What the operator has said of a login, a token or a key. Days and instants are in UTC.
struct Credential {
  CredentialKind kind = CredentialKind::login;
  std::string name;   // unique within the kind, compared by bytes
  std::string label;  // the operator's own words for it; a login's is empty
  std::int64_t account = 0;
  std::optional<std::vector<std::int64_t>> customers;  // as Caller has them
  Algorithm algorithm = Algorithm::none;               // a key's
  // A token's SHA-256 (32 bytes); a key's shared secret (HS256) or public key in PEM (ES256).
  std::string secret;
  std::int64_t created = 0;    // seconds since 1970
  std::int64_t expires = 0;    // the first second in which it is no longer good; 0: never
  std::int64_t revoked = 0;    // since when; 0: it is not
  std::int32_t last_used = 0;  // the day, since 1970-01-01; 0: never. Of a token or key
};

// The bytes of a credential, as the cache keeps them, and back: nothing where they are none.
std::string credential_bytes(const Credential& credential);
std::optional<Credential> read_credential(std::string_view bytes);

}  // namespace callwidgets::identity
