#include "identities.h"

#include <Poco/Checksum.h>

#include <algorithm>
#include <stdexcept>

#include "signed_identities.h"

namespace callwidgets::test {
namespace {

const View kOne{"one", {}}, kTwo{"two", {}};
const View kFirst{"one", std::set<long>{1}}, kBoth{"one", std::set<long>{1, 2}};
const View kSecondOfTwo{"two", std::set<long>{2}}, kMissing{"one", std::set<long>{77}};

constexpr Identity::Bearer kGood = Identity::Bearer::token, kBad = Identity::Bearer::bad;

std::vector<std::string> words_of(const View& view) {
  std::vector<std::string> words = {"--account", view.account};
  if (view.customers) {
    for (const long customer : *view.customers) {
      words.insert(words.end(), {"--customer", std::to_string(customer)});
    }
  }
  return words;
}

std::string must_say(const Site& admin, std::vector<std::string> words, const View& view) {
  const std::vector<std::string> more = words_of(view);
  words.insert(words.end(), more.begin(), more.end());
  return admin.must_admin(words);
}

std::string id_of(const std::string& token) { return token.substr(3, 8); }

// Six digits of base 62, most significant first, of the CRC-32 of all before it.
std::string with_its_checksum(const std::string& text) {
  static const std::string digits =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  Poco::Checksum checksum;
  checksum.update(text);
  std::string end(6, '0');
  auto rest = checksum.checksum();
  for (auto digit = end.rbegin(); digit != end.rend(); ++digit) {
    *digit = digits[rest % digits.size()];
    rest /= digits.size();
  }
  return text + end;
}

std::string other_character(std::string text, std::size_t at) {
  text[at] = text[at] == 'x' ? 'y' : 'x';
  return text;
}

}  // namespace

Headers bearer(const std::string& token) { return {{"Authorization", "Bearer " + token}}; }

Identities::Identities(const Site& admin, const std::string& database_file)
    : admin_(admin), file_(database_file) {
  logins_ = {{"mary", kOne},   {"tom", kTwo},      {"carol", kFirst},
             {"chris", kBoth}, {"nemo", kMissing}, {"who", std::nullopt}};
  for (const auto& [name, view] : logins_) {
    if (view) must_say(admin_, {"login", "add", name}, *view);
  }
  add({"none", "", {}, {}});
  add_logins();
  add_tokens();
  add_bad_tokens();
  add_forgeries();
  add_mixtures();
  for (Identity& identity : signed_identities(admin_)) add(std::move(identity));
}

const Identity& Identities::named(const std::string& name) const {
  const auto found = std::find_if(all_.begin(), all_.end(),
                                  [&](const Identity& identity) { return identity.name == name; });
  if (found == all_.end()) throw std::logic_error("nobody is called " + name);
  return *found;
}

std::string Identities::token(const View& view) {
  std::string shown = must_say(admin_, {"token", "add", "of a test"}, view);
  while (!shown.empty() && shown.back() == '\n') shown.pop_back();
  tokens_.push_back(shown);
  return shown;
}

void Identities::sql(const std::string& statement) const {
  const Finished done = test::run({"sqlite3", file_, statement});
  if (done.status != 0) throw std::runtime_error(statement + ": " + done.err);
}

void Identities::add_logins() {
  for (const auto& [name, view] : logins_) add({"login " + name, name, view, {}});
}

void Identities::add_tokens() {
  add({"token of one", "", {}, bearer(token(kOne)), kGood, kOne});
  add({"token of two", "", {}, bearer(token(kTwo)), kGood, kTwo});
  add({"token of 1", "", {}, bearer(token(kFirst)), kGood, kFirst});
  add({"token of 1 and 2", "", {}, bearer(token(kBoth)), kGood, kBoth});
  add({"token of two's 2", "", {}, bearer(token(kSecondOfTwo)), kGood, kSecondOfTwo});
  add({"token of 77", "", {}, bearer(token(kMissing)), kGood, kMissing});
  add({"bearer in small", "", {}, {{"authorization", "bearer " + token(kFirst)}}, kGood, kFirst});
}

void Identities::add_bad_tokens() {
  const std::string good = token(kOne), other = token(kTwo);
  const std::string expired = token(kOne), revoked = token(kOne), unknown = token(kOne);
  sql("UPDATE credentials SET expires = 1700000000 WHERE CAST(name AS TEXT) = '" + id_of(expired) +
      "'; DELETE FROM credentials WHERE CAST(name AS TEXT) = '" + id_of(unknown) + "'");
  admin_.must_admin({"token", "revoke", id_of(revoked)});
  const std::string body = good.substr(0, good.size() - 6);
  const std::vector<std::pair<std::string, std::string>> bad = {
      {"expired", expired},
      {"revoked", revoked},
      {"unknown", unknown},
      {"id changed", other_character(good, 5)},
      {"secret changed", other_character(good, 20)},
      {"checksum changed", other_character(good, good.size() - 1)},
      {"shortened", good.substr(0, good.size() - 1)},
      {"lengthened", good + "0"},
      {"other alphabet", good.substr(0, 20) + "-_" + good.substr(22)},
      {"with a high byte", good.substr(0, 20) + "\xff" + good.substr(21)},
      {"other case", "CW_" + good.substr(3)},
      {"another secret", with_its_checksum(other_character(body, 20))},
      {"another's secret", with_its_checksum(good.substr(0, 11) + other.substr(11, 32))},
      {"two in one", good + "," + good},
      {"a word", "secret"},
      {"a quote", "' OR '1'='1"},
      {"unsigned JWT", "eyJhbGciOiJub25lIn0.eyJhY2NvdW50Ijoib25lIn0."}};
  for (const auto& [name, text] : bad) {
    add({"bearer: " + name, "", {}, bearer(text), kBad, {}});
    // Its regular expressions find nothing in what is no UTF-8.
    if (text.find('\xff') != text.npos) all_.back().refusals = {{"lighttpd, login", 401}};
  }
  add({"bearer: nothing", "", {}, bearer(""), kBad, {}, false, {}, false, true});
  add({"bearer of 64 KB",
       "",
       {},
       bearer(std::string(65536, 'a')),
       kBad,
       {},
       false,
       {{"nginx", 400},
        {"apache", 400},
        {"cgi", 400},
        {"fcgid", 400},
        {"rented", 400},
        {"lighttpd", 431},
        {"haproxy", 400}}});
  add({"bearer of 7 KB", "", {}, bearer(good + std::string(7000, 'a')), kBad, {}});
}

void Identities::add_forgeries() {
  Headers all;
  for (const char* name : {"Remote-User", "Remote_User", "X-Remote-User", "Proxy",
                           "X-Forwarded-User", "REMOTE_USER", "Redirect-Remote-User"}) {
    add({std::string("forged ") + name, "", {}, {{name, "mary"}}});
    all.emplace_back(name, "mary");
  }
  all.emplace_back("Authorization", "Bearer " + token(kFirst));
  add({"forged, with token of 1", "", {}, all, kGood, kFirst});
  add({"Forwarded", "", {}, {{"Forwarded", "for=192.0.2.1"}}, Identity::Bearer::none, {}, true});
  add({"X-Forwarded-For",
       "",
       {},
       {{"X-Forwarded-For", "127.0.0.1"}},
       Identity::Bearer::none,
       {},
       true});
}

void Identities::add_mixtures() {
  const std::string first = token(kFirst), two = token(kTwo), revoked = token(kOne);
  admin_.must_admin({"token", "revoke", id_of(revoked)});
  const std::string basic = "Basic bWFyeTpzZWNyZXQ=";  // mary:secret
  add({"Basic", "", {}, {{"Authorization", basic}}});
  add({"Digest", "", {}, {{"Authorization", "Digest username=\"mary\", realm=\"callwidgets\""}}});
  add({"login, Basic", "carol", kFirst, {{"Authorization", basic}}});
  add({"login, token of two", "carol", kFirst, bearer(two), kGood, kTwo});
  add({"login, revoked", "mary", kOne, bearer(revoked), kBad, {}});
  add({"login, damaged", "mary", kOne, bearer(other_character(first, 20)), kBad, {}});
  add({"unknown, token of 1", "who", {}, bearer(first), kGood, kFirst});
  // What comes twice is nobody's, whichever of the two is good.
  const auto twice = [&](const std::string& name, const std::string& a, const std::string& b) {
    add({"twice: " + name,
         "",
         {},
         {{"Authorization", a}, {"Authorization", b}},
         kBad,
         {},
         false,
         {{"nginx", 400}},
         true});
  };
  twice("two tokens", "Bearer " + first, "Bearer " + two);
  twice("one token", "Bearer " + first, "Bearer " + first);
  twice("good, bad", "Bearer " + first, "Bearer " + revoked);
  twice("bad, good", "Bearer " + revoked, "Bearer " + first);
  twice("token, Basic", "Bearer " + first, basic);
  // But a login is one where no token is asked for.
  add({"login, two tokens",
       "carol",
       kFirst,
       {{"Authorization", "Bearer " + two}, {"Authorization", "Bearer " + first}},
       kBad,
       {},
       false,
       {{"nginx", 400}},
       true});
}

}  // namespace callwidgets::test
