// For libFuzzer: of any text as a token, and any text as the claims that a key has signed, none is
// taken for more than its key and the time allow.
#include <algorithm>
#include <cstdlib>

#include "fcgi/signed/verifying/claims.h"
#include "fcgi/signed/verifying/verify_token.h"

using namespace callwidgets;

namespace {

// The corpus was made at this second, for this audience, with these keys.
constexpr std::int64_t now = 1'800'000'000;
const std::string audience = "https://figures.example.com";

identity::Credential key(identity::Algorithm algorithm, const std::string& secret) {
  identity::Credential made;
  made.kind = identity::CredentialKind::key;
  made.name = "Ab12cd34";
  made.customers = {7, 9, 4711};
  made.algorithm = algorithm;
  made.secret = secret;
  return made;
}
const identity::Credential by_secret =
    key(identity::Algorithm::hs256, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG");
const identity::Credential by_pair =
    key(identity::Algorithm::es256,
        "-----BEGIN PUBLIC KEY-----\n"
        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE2kV2QvzWDguKN9/HdCdJMbPip8Ad\n"
        "2uBAKcYcWvxl81IxlMf2FPH7I83IbNo7DAkHuaTQX5uzFRyGBJKSVwWLdg==\n"
        "-----END PUBLIC KEY-----\n");

void check(const std::variant<web::Claims, web::RefusedToken>& found,
           const identity::Credential& by) {
  const auto* const claims = std::get_if<web::Claims>(&found);
  if (!claims) return;
  if (claims->expires <= now - 30 || claims->expires > now + 86'430) std::abort();
  if (!claims->customers || claims->customers->empty()) std::abort();
  if (!std::ranges::includes(*by.customers, *claims->customers)) std::abort();
  if (std::ranges::adjacent_find(*claims->customers) != claims->customers->end()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto id = web::key_id_of(text);
  for (const identity::Credential& by : {by_secret, by_pair}) {
    const auto found = web::verify_token(text, by, audience, now);
    check(found, by);
    if (std::holds_alternative<web::Claims>(found) && id != by.name) std::abort();
    if (const web::Json claims = web::read_claims(text)) {
      check(web::judge_claims(claims, by, audience, now), by);
    }
  }
  return 0;
}
