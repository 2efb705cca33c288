#pragma once
#include <cstddef>
#include <string_view>

#include "identity/credential.h"

namespace callwidgets::identity {

// An HS256 secret is no shorter than its hashes (RFC 7518, 3.2).
inline constexpr std::size_t shortest_hs256_secret = 32;

// Whether a key of that algorithm may have this secret: for HS256 enough bytes, for ES256 a public
// key in PEM, without text before it, on the curve P-256 (which OpenSSL calls prime256v1).
inline bool is_signing_secret(Algorithm algorithm, std::string_view secret) {
  if (algorithm == Algorithm::hs256) return secret.size() >= shortest_hs256_secret;
  if (algorithm != Algorithm::es256) return false;
  constexpr std::string_view begin = "-----BEGIN PUBLIC KEY-----";
  if (!secret.starts_with(begin)) return false;
  secret.remove_prefix(begin.size());
  secret.remove_prefix(secret.starts_with("\r\n") ? 2 : secret.starts_with('\n') ? 1 : 0);
  // What such a key's DER begins with: its sizes, the curve, and how the point is written: whole,
  // or as one coordinate.
  return secret.starts_with("MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE") ||
         secret.starts_with("MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgAC") ||
         secret.starts_with("MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgAD");
}

}  // namespace callwidgets::identity
