#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "fcgi/signed/signed_token.h"

namespace callwidgets::web {

// The signed tokens that were verified before, so that one that comes again costs a hash and a
// look-up. At most 10,000 of them, and a million customers; the least recently added go first. Safe
// from any thread.
class VerifiedTokens {
 public:
  // The claims that the token was found to have, with this key as it is now and for this audience;
  // nothing where it was not, or has expired. Whether the key is revoked or expired is for the
  // caller to judge, each time.
  std::optional<Claims> find(std::string_view token, const identity::Credential& key,
                             const std::string& audience, std::int64_t now) const;

  void add(std::string_view token, const identity::Credential& key, const std::string& audience,
           const Claims& claims);

  std::size_t size() const;

 private:
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Claims> claims_;  // by the digest of all that they follow from
  std::deque<std::string> added_;                   // those digests, oldest first
  std::size_t customers_ = 0;                       // of all claims
};

}  // namespace callwidgets::web
