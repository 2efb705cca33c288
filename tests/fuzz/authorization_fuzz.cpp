// For libFuzzer: any Authorization header claims a token that stands in it, whole, or is refused
// for a reason that repeats nothing of it. It is never a login.
#include <cstdint>
#include <cstdlib>

#include "fcgi/endpoint/authenticator.h"

using namespace callwidgets;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const web::Authenticator authenticator{[] {
    settings::Settings settings;
    settings.auth.server = settings.auth.token = settings.auth.signed_tokens = true;
    return settings;
  }()};
  web::Request request;
  request.authorization.assign(reinterpret_cast<const char*>(data), size);
  try {
    const auto claim = authenticator.claim_of(request);
    if (!claim || claim->kind == identity::CredentialKind::login) std::abort();
    if (claim->name.size() != 8 || claim->proof.empty()) std::abort();
    if (request.authorization.find(claim->proof) == std::string::npos) std::abort();
  } catch (const web::Refused& refused) {
    const std::string& reason = refused.reason();
    if (reason != "damaged token" && reason != "no token") std::abort();
    if (!refused.who().empty()) std::abort();
  }
  return 0;
}
