#pragma once
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cache/entry.h"
#include "fcgi/endpoint/known_caller.h"
#include "fcgi/endpoint/refused.h"
#include "fcgi/endpoint/verified_tokens.h"
#include "fcgi/http/request.h"
#include "identity/credential.h"
#include "settings/settings.h"

namespace callwidgets::web {

// Judges who asks. A request makes a claim; the credential that it names, as the directory of
// credentials has it, decides. Safe to use from any thread.
class Authenticator {
 public:
  explicit Authenticator(const settings::Settings& settings);

  // What a request says of its sender.
  struct Claim {
    identity::CredentialKind kind;
    std::string name;         // of the credential
    std::string_view proof;   // a token, whole, in the request
    std::string key() const;  // of the credential in the directory
  };
  // Nothing where it needs none, for everybody who gets here may ask. Throws Refused.
  std::optional<Claim> claim_of(const Request& request) const;

  // The caller where no claim is needed: he has no account of his own.
  const std::shared_ptr<const KnownCaller>& everybody() const { return everybody_; }

  // The caller whose claim holds at that second (since 1970), by the credential's entry in the
  // directory. Throws Refused.
  struct Judged {
    std::shared_ptr<const KnownCaller> caller;
    std::int64_t until;  // the first second in which the claim has to be judged again
  };
  Judged judged(const Claim& claim, const std::shared_ptr<const cache::Entry>& credential,
                std::int64_t now) const;

  // Whether the use of that credential is to be kept, for it was not used yet on that day.
  static bool unused_on(const std::shared_ptr<const cache::Entry>& credential, std::int64_t now);

 private:
  std::optional<Claim> bearer_claim(const Request& request) const;
  Judged signed_caller(std::string_view token, const identity::Credential& key,
                       const std::string& who, std::int64_t now) const;
  Refused said_twice() const;
  void say_once(const std::string& text) const;

  const settings::Auth auth_;
  const std::string user_header_, audience_;
  const std::shared_ptr<const KnownCaller> everybody_;
  mutable VerifiedTokens verified_;
  mutable std::atomic_flag said_;
};

}  // namespace callwidgets::web
