#include "minted_token.h"

#include <openssl/bn.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>

#include <algorithm>
#include <stdexcept>

namespace callwidgets::test {
namespace {

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

void must(bool done, const char* what) {
  if (!done) throw std::runtime_error(std::string{"OpenSSL cannot "} + what);
}

std::string written(BIO* to) {
  char* text = nullptr;
  const long size = BIO_get_mem_data(to, &text);
  std::string copy(text, static_cast<std::size_t>(size));
  BIO_free(to);
  return copy;
}

std::string raw_of_der(const std::string& der) {
  const unsigned char* at = bytes_of(der);
  ECDSA_SIG* const read = d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size()));
  must(read, "read a signature");
  std::string raw(64, '\0');
  const bool fit = BN_bn2binpad(ECDSA_SIG_get0_r(read), bytes_of(raw), 32) == 32 &&
                   BN_bn2binpad(ECDSA_SIG_get0_s(read), bytes_of(raw) + 32, 32) == 32;
  ECDSA_SIG_free(read);
  must(fit, "write a signature in 64 bytes");
  return raw;
}

}  // namespace

std::string base64url(std::string_view bytes) {
  std::string text(bytes.size() / 3 * 4 + 5, '\0');
  text.resize(static_cast<std::size_t>(
      EVP_EncodeBlock(bytes_of(text), bytes_of(bytes), static_cast<int>(bytes.size()))));
  text.resize(std::min(text.find('='), text.size()));
  std::ranges::replace(text, '+', '-');
  std::ranges::replace(text, '/', '_');
  return text;
}

std::string signing_input(const std::string& header, const std::string& claims) {
  return base64url(header) + '.' + base64url(claims);
}

std::string hmac_token(const std::string& header, const std::string& claims,
                       const std::string& secret, const std::string& digest) {
  const std::string text = signing_input(header, claims);
  std::string signature(EVP_MAX_MD_SIZE, '\0');
  unsigned size = 0;
  must(HMAC(EVP_get_digestbyname(digest.c_str()), secret.data(), static_cast<int>(secret.size()),
            bytes_of(text), text.size(), bytes_of(signature), &size),
       "make an HMAC");
  return text + '.' + base64url(std::string_view{signature}.substr(0, size));
}

KeyPair::KeyPair(evp_pkey_st* key) : key_(key, EVP_PKEY_free) { must(key, "make a key"); }

KeyPair KeyPair::on_curve(const std::string& curve) {
  return KeyPair{EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", curve.c_str())};
}
KeyPair KeyPair::rsa() {
  return KeyPair{EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", std::size_t{2048})};
}
KeyPair KeyPair::from_private_pem(const std::string& pem) {
  BIO* const from = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
  EVP_PKEY* const key = PEM_read_bio_PrivateKey(from, nullptr, nullptr, nullptr);
  BIO_free(from);
  return KeyPair{key};
}

std::string KeyPair::public_pem() const {
  BIO* const to = BIO_new(BIO_s_mem());
  must(PEM_write_bio_PUBKEY(to, key_.get()), "write a public key");
  return written(to);
}
std::string KeyPair::private_pem() const {
  BIO* const to = BIO_new(BIO_s_mem());
  must(PEM_write_bio_PrivateKey(to, key_.get(), nullptr, nullptr, 0, nullptr, nullptr),
       "write a private key");
  return written(to);
}

std::string KeyPair::token(const std::string& header, const std::string& claims) const {
  const std::string text = signing_input(header, claims);
  return text + '.' + base64url(raw_of_der(signature(text)));
}
std::string KeyPair::openssl_token(const std::string& header, const std::string& claims) const {
  const std::string text = signing_input(header, claims);
  return text + '.' + base64url(signature(text));
}

std::string KeyPair::signature(const std::string& text) const {
  EVP_MD_CTX* const context = EVP_MD_CTX_new();
  std::string made(1024, '\0');
  std::size_t size = made.size();
  const bool done =
      EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, key_.get()) == 1 &&
      EVP_DigestSign(context, bytes_of(made), &size, bytes_of(text), text.size()) == 1;
  EVP_MD_CTX_free(context);
  must(done, "sign");
  made.resize(size);
  return made;
}

}  // namespace callwidgets::test
