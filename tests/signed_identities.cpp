#include "signed_identities.h"

#include <ctime>

#include "minted_token.h"

namespace callwidgets::test {
namespace {

constexpr long kHour = 3600, kDay = 24 * kHour;

struct Key {
  std::string id, secret;
};

Key shared_key(const Site& admin, const std::string& account, const std::string& customer = {}) {
  std::vector<std::string> words = {"key", "add", "of a test", "--account", account};
  if (!customer.empty()) words.insert(words.end(), {"--customer", customer});
  const std::string said = admin.must_admin(words);
  return {said.substr(0, 8), said.substr(9, said.find('\n') - 9)};
}

std::string header(const std::string& algorithm, const std::string& key) {
  return R"({"alg":")" + algorithm + R"(","kid":")" + key + R"(","typ":"JWT"})";
}

std::string expiry(long seconds) {
  return "\"exp\":" + std::to_string(std::time(nullptr) + seconds);
}

const std::string kAud = std::string(",\"aud\":\"") + kAudience + '"';

std::string claims(const std::string& customers = {}) {
  return "{" + expiry(kHour) + kAud +
         (customers.empty() ? "" : ",\"customers\":[" + customers + "]") + "}";
}

std::string by(const Key& key, const std::string& said) {
  return hmac_token(header("HS256", key.id), said, key.secret);
}

Identity good(const std::string& name, const std::string& token, const View& view) {
  return {"signed: " + name, "", {}, bearer(token), Identity::Bearer::signed_token, view};
}

}  // namespace

std::string good_token(const std::string& key, const std::string& secret,
                       const std::string& customers) {
  return by({key, secret}, claims(customers));
}

std::vector<Identity> signed_identities(const Site& admin) {
  const Key one = shared_key(admin, "one"), first = shared_key(admin, "one", "1");
  const Key revoked = shared_key(admin, "one");
  admin.must_admin({"key", "revoke", revoked.id});
  const KeyPair pair = KeyPair::on_curve("prime256v1");
  const std::string two = admin
                              .must_admin({"key", "add", "of a test", "--account", "two",
                                           "--algorithm", "ES256", "--public-key", "-"},
                                          pair.public_pem())
                              .substr(0, 8);
  using Customers = std::set<long>;
  std::vector<Identity> all = {
      good("HS256", by(one, claims()), {"one", {}}),
      good("of 1", by(one, claims("1")), {"one", Customers{1}}),
      good("of 1 and 2", by(one, claims("2,\"1\"")), {"one", Customers{1, 2}}),
      good("of 1 and two's 4", by(one, claims("1,4")), {"one", Customers{1, 4}}),
      good("narrower than its key", by(first, claims("1,2")), {"one", Customers{1}}),
      good("ES256", pair.token(header("ES256", two), claims()), {"two", {}}),
      good("ES256, of 2", pair.token(header("ES256", two), claims("2")), {"two", Customers{2}})};
  const std::string whole = by(one, claims());
  std::string changed = whole;
  changed[changed.size() - 10] = changed[changed.size() - 10] == 'x' ? 'y' : 'x';
  const std::vector<std::pair<std::string, std::string>> bad = {
      {"wider than its key", by(first, claims("2"))},
      {"of a revoked key", by(revoked, claims())},
      {"of an unknown key", by({"00000000", one.secret}, claims())},
      {"of another key", by({first.id, one.secret}, claims())},
      {"too long a life", by(one, "{" + expiry(kDay + kHour) + kAud + "}")},
      {"expired", by(one, "{" + expiry(-kHour) + kAud + "}")},
      {"without an end", by(one, "{" + kAud.substr(1) + "}")},
      {"wrong audience", by(one, "{" + expiry(kHour) + ",\"aud\":\"https://other.example\"}")},
      {"without an audience", by(one, "{" + expiry(kHour) + "}")},
      {"no algorithm", signing_input(header("none", one.id), claims()) + "."},
      {"no algorithm, signed",
       signing_input(header("none", one.id), claims()) + whole.substr(whole.rfind('.'))},
      {"HS256 with a public key", hmac_token(header("HS256", two), claims(), pair.public_pem())},
      {"ES256 with a shared key", pair.token(header("ES256", one.id), claims())},
      {"HS384", hmac_token(header("HS384", one.id), claims(), one.secret, "SHA384")},
      {"signature changed", changed},
      {"signature of other claims",
       signing_input(header("HS256", first.id), claims("2")) +
           by(first, claims()).substr(by(first, claims()).rfind('.'))}};
  for (const auto& [name, token] : bad) {
    all.push_back({"signed: " + name, "", {}, bearer(token), Identity::Bearer::bad, {}});
  }
  return all;
}

}  // namespace callwidgets::test
