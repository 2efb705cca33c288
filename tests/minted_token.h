// JWTs as customers' pages mint them, by OpenSSL alone: good ones, and whatever else has three
// parts.
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct evp_pkey_st;

namespace callwidgets::test {

std::string base64url(std::string_view bytes);

// `header.claims`, of texts that should be JSON: what is signed.
std::string signing_input(const std::string& header, const std::string& claims);

// Signed by HMAC with that digest of OpenSSL's.
std::string hmac_token(const std::string& header, const std::string& claims,
                       const std::string& secret, const std::string& digest = "SHA256");

// A pair of keys of its own.
class KeyPair {
 public:
  static KeyPair on_curve(const std::string& curve);  // by OpenSSL's name, such as `prime256v1`
  static KeyPair rsa();
  static KeyPair from_private_pem(const std::string& pem);

  std::string public_pem() const;
  std::string private_pem() const;

  // With SHA-256. The signature is the numbers r and s, 32 bytes each, as ES256 has it.
  std::string token(const std::string& header, const std::string& claims) const;
  // As OpenSSL writes the signature: RS256's, or for a curve DER.
  std::string openssl_token(const std::string& header, const std::string& claims) const;

 private:
  explicit KeyPair(evp_pkey_st* key);
  std::string signature(const std::string& text) const;

  std::shared_ptr<evp_pkey_st> key_;
};

}  // namespace callwidgets::test
