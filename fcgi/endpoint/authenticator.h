#pragma once
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cache/entry.h"
#include "fcgi/endpoint/refused.h"
#include "fcgi/http/request.h"
#include "identity/caller.h"
#include "identity/credential.h"
#include "settings/settings.h"

namespace callwidgets::web {

// A caller whose claim holds.
struct KnownCaller {
  identity::Caller caller;
  std::string view;  // caller.view()
};

// Judges who asks. A request makes a claim; the credential that it names, as the directory of
// credentials has it, decides. Safe to use from any thread.
class Authenticator {
 public:
  explicit Authenticator(const settings::Settings& settings);

  // What a request says of its sender. It refers into the request.
  struct Claim {
    identity::CredentialKind kind;
    std::string_view name;    // of the credential
    std::string_view proof;   // a token, whole
    std::string key() const;  // of the credential in the directory
  };
  // Nothing where it needs none, for everybody who gets here may ask. Throws Refused.
  std::optional<Claim> claim_of(const Request& request) const;

  // The caller where no claim is needed: he has no account of his own.
  const std::shared_ptr<const KnownCaller>& everybody() const { return everybody_; }

  // The caller whose claim holds at that second (since 1970), by the credential's entry in the
  // directory. Throws Refused.
  std::shared_ptr<const KnownCaller> judged(const Claim& claim,
                                            const std::shared_ptr<const cache::Entry>& credential,
                                            std::int64_t now) const;

  // Whether the use of that credential is to be kept, for it was not used yet on that day.
  static bool unused_on(const std::shared_ptr<const cache::Entry>& credential, std::int64_t now);

 private:
  std::optional<Claim> bearer_claim(std::string_view authorization) const;
  Refused said_twice() const;
  void say_once(const std::string& text) const;

  const settings::Auth auth_;
  const std::string user_header_;
  const std::shared_ptr<const KnownCaller> everybody_;
  mutable std::atomic_flag said_;
};

}  // namespace callwidgets::web
