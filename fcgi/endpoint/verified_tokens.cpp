#include "fcgi/endpoint/verified_tokens.h"

#include <Poco/SHA2Engine.h>

namespace callwidgets::web {

namespace {

constexpr std::size_t most_tokens = 10'000;
constexpr std::size_t most_customers = 1'000'000;

class Digest {
 public:
  // Its size goes before it, so that no two lists of texts are hashed alike.
  void add(std::string_view text) {
    add(static_cast<std::int64_t>(text.size()));
    engine_.update(text.data(), text.size());
  }
  void add(std::int64_t number) { engine_.update(&number, sizeof number); }

  std::string bytes() {
    const auto& digest = engine_.digest();
    return {digest.begin(), digest.end()};
  }

 private:
  Poco::SHA2Engine engine_{Poco::SHA2Engine::SHA_256};
};

// Of the token and all that a verdict on it depends on but the time: a key that has changed, or
// another audience, has verified nothing yet.
std::string digest_of(std::string_view token, const identity::Credential& key,
                      const std::string& audience) {
  Digest digest;
  for (const std::string_view text : {token, std::string_view{audience}, std::string_view{key.name},
                                      std::string_view{key.secret}}) {
    digest.add(text);
  }
  digest.add(static_cast<std::int64_t>(key.algorithm));
  if (key.customers) {
    for (const std::int64_t id : *key.customers) digest.add(id);
  } else {
    digest.add(std::string_view{"all"});
  }
  return digest.bytes();
}

std::size_t count(const Claims& claims) { return claims.customers ? claims.customers->size() : 0; }

}  // namespace

std::optional<Claims> VerifiedTokens::find(std::string_view token, const identity::Credential& key,
                                           const std::string& audience, std::int64_t now) const {
  const std::string digest = digest_of(token, key, audience);
  const std::lock_guard lock{mutex_};
  const auto found = claims_.find(digest);
  if (found == claims_.end() || found->second.expires <= now - clock_leeway) return std::nullopt;
  return found->second;
}

void VerifiedTokens::add(std::string_view token, const identity::Credential& key,
                         const std::string& audience, const Claims& claims) {
  std::string digest = digest_of(token, key, audience);
  const std::lock_guard lock{mutex_};
  if (!claims_.emplace(digest, claims).second) return;
  added_.push_back(std::move(digest));
  customers_ += count(claims);
  while (added_.size() > most_tokens || (customers_ > most_customers && added_.size() > 1)) {
    const auto oldest = claims_.find(added_.front());
    customers_ -= count(oldest->second);
    claims_.erase(oldest);
    added_.pop_front();
  }
}

std::size_t VerifiedTokens::size() const {
  const std::lock_guard lock{mutex_};
  return claims_.size();
}

}  // namespace callwidgets::web
