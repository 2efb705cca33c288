#include "fcgi/endpoint/authenticator.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "fcgi/endpoint/module.h"
#include "fcgi/http/local_client.h"
#include "fcgi/http/log.h"
#include "identity/token.h"

namespace callwidgets::web {

using identity::Credential;
using identity::CredentialKind;
using question::Problem;

namespace {

constexpr std::int64_t seconds_a_day = 86'400;

Refused bad_token(const std::string& reason, const std::string& who = {}) {
  return {Problem::Code::invalid_token,
          "this token is not valid: it is not known, has expired or was revoked", reason, who};
}

// As logs call it.
std::string named(CredentialKind kind, const std::string& name) {
  return word_of(kind) + (':' + name);
}

// A credential, and the caller that it makes.
struct Decoded {
  Credential credential;
  std::shared_ptr<const KnownCaller> caller;
};

std::shared_ptr<const Decoded> decoded(const cache::Entry& entry) {
  auto read = identity::read_credential(entry.body);
  if (!read) return nullptr;
  auto caller = std::make_shared<const KnownCaller>(
      identity::Caller{read->account, read->customers, named(read->kind, read->name), false});
  return std::make_shared<const Decoded>(Decoded{std::move(*read), std::move(caller)});
}

// Those that a thread met last. An entry of the directory never changes, and is held as long as
// what it was decoded to.
class DecodedCredentials {
 public:
  std::shared_ptr<const Decoded> of(const std::shared_ptr<const cache::Entry>& entry) {
    if (const auto found = decoded_.find(entry.get()); found != decoded_.end()) {
      return found->second.second;
    }
    constexpr std::size_t most = 1000;
    if (decoded_.size() >= most) decoded_.clear();
    return decoded_.emplace(entry.get(), std::pair{entry, decoded(*entry)}).first->second.second;
  }

 private:
  std::unordered_map<const cache::Entry*,
                     std::pair<std::shared_ptr<const cache::Entry>, std::shared_ptr<const Decoded>>>
      decoded_;
};

std::shared_ptr<const Decoded> decoded_once(const std::shared_ptr<const cache::Entry>& entry) {
  thread_local DecodedCredentials of_this_thread;
  return of_this_thread.of(entry);
}

}  // namespace

std::string Authenticator::Claim::key() const { return word_of(kind) + (' ' + name); }

Authenticator::Authenticator(const settings::Settings& settings)
    : auth_(settings.auth),
      user_header_(settings.user_header),
      audience_(settings.token_audience),
      everybody_(std::make_shared<const KnownCaller>(identity::Caller{})) {}

std::optional<Authenticator::Claim> Authenticator::claim_of(const Request& request) const {
  if (auth_.everyone) return std::nullopt;
  if (auth_.none) {
    if (is_of_this_host(request)) return std::nullopt;
    throw Refused{Problem::Code::forbidden, "only this host may ask", "not from this host"};
  }
  if (auto claim = bearer_claim(request)) return claim;
  if (auth_.server) {
    const auto [user, ambiguous] =
        user_header_.empty()
            ? Request::UserHeader{request.remote_user, request.remote_user_ambiguous}
            : request.user_header(user_header_);
    if (ambiguous) throw said_twice();
    if (!user.empty()) return Claim{CredentialKind::login, std::string{user}, {}};
  }
  if (auth_.token || auth_.signed_tokens) {
    throw Refused{Problem::Code::unauthorized, "a token is needed, as Authorization: Bearer",
                  "no token"};
  }
  say_once("requests are refused, for auth is server and the web server names no login: " +
           (user_header_.empty() ? std::string{"it passes no REMOTE_USER"}
                                 : "the header that user_header names does not come") +
           ". Let it ask for a login, or set auth to what is meant (INSTALL.md, Who may see what)");
  throw Refused{Problem::Code::forbidden, "no login is known for this request", "no login"};
}

Refused Authenticator::said_twice() const {
  const bool tokens = auth_.token || auth_.signed_tokens;
  return {tokens ? Problem::Code::invalid_token : Problem::Code::forbidden,
          "it is said twice who asks", "said twice"};
}

// Where tokens are on, one that comes decides alone.
std::optional<Authenticator::Claim> Authenticator::bearer_claim(const Request& request) const {
  constexpr std::string_view scheme = "bearer";
  if (!auth_.token && !auth_.signed_tokens) return std::nullopt;
  if (request.authorization_ambiguous) throw said_twice();
  const std::string_view authorization = request.authorization;
  const bool is_bearer =
      authorization.size() >= scheme.size() &&
      std::equal(scheme.begin(), scheme.end(), authorization.begin(),
                 [](char wanted, char given) { return (given | 0x20) == wanted; }) &&
      (authorization.size() == scheme.size() || authorization[scheme.size()] == ' ');
  if (!is_bearer) return std::nullopt;
  std::string_view token = authorization.substr(scheme.size());
  while (token.starts_with(' ')) token.remove_prefix(1);
  while (token.ends_with(' ')) token.remove_suffix(1);
  if (auth_.token) {
    if (auto ours = identity::parse_token(token)) {
      return Claim{CredentialKind::token, std::move(ours->id), token};
    }
  }
  if (auth_.signed_tokens) {
    if (auto key = key_id_of(token)) return Claim{CredentialKind::key, std::move(*key), token};
  }
  throw bad_token("damaged token");
}

Authenticator::Judged Authenticator::judged(const Claim& claim,
                                            const std::shared_ptr<const cache::Entry>& credential,
                                            std::int64_t now) const {
  const auto known = credential->body.empty() ? nullptr : decoded_once(credential);
  if (!known) {
    if (claim.kind != CredentialKind::login) {
      throw bad_token(std::string{"unknown "} + word_of(claim.kind));
    }
    throw Refused{Problem::Code::forbidden, "this login may see no figures", "unknown login",
                  named(claim.kind, claim.name)};
  }
  const auto& [said, caller] = *known;
  const std::string& who = caller->caller.name;
  if (claim.kind == CredentialKind::token &&
      !identity::equal_in_constant_time(identity::digest(claim.proof), said.secret)) {
    throw bad_token("wrong secret", who);
  }
  if (said.revoked != 0) throw bad_token("revoked", who);
  if (said.expires != 0 && now >= said.expires) throw bad_token("expired", who);
  // With a day ends that its use is kept.
  std::int64_t until = (now / seconds_a_day + 1) * seconds_a_day;
  if (said.expires != 0) until = std::min(until, said.expires);
  if (claim.kind != CredentialKind::key) return {caller, until};
  Judged of_token = signed_caller(claim.proof, said, who, now);
  of_token.until = std::min(of_token.until, until);
  return of_token;
}

// Of a token that its bearer's own page has signed with a key that is good.
Authenticator::Judged Authenticator::signed_caller(std::string_view token, const Credential& key,
                                                   const std::string& who, std::int64_t now) const {
  auto claims = verified_.find(token, key, audience_, now);
  if (!claims) {
    auto verdict = load_verify_token()(token, key, audience_, now);
    if (const auto* const refused = std::get_if<RefusedToken>(&verdict)) {
      throw bad_token(refused->reason, who);
    }
    claims = std::move(std::get<Claims>(verdict));
    verified_.add(token, key, audience_, *claims);
  }
  return {std::make_shared<const KnownCaller>(
              identity::Caller{key.account, claims->customers, who, true}),
          claims->expires + clock_leeway};
}

bool Authenticator::unused_on(const std::shared_ptr<const cache::Entry>& credential,
                              std::int64_t now) {
  const auto known = credential->body.empty() ? nullptr : decoded_once(credential);
  return known && known->credential.kind != CredentialKind::login &&
         known->credential.last_used < now / seconds_a_day;
}

void Authenticator::say_once(const std::string& text) const {
  if (!said_.test_and_set()) log(text);
}

}  // namespace callwidgets::web
