// Those who ask in the tests of logins and tokens: what each shows, and what is true of it.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "exchange.h"
#include "site.h"

namespace callwidgets::test {

// What somebody may see: an account, or some of its customers.
struct View {
  std::string account;
  std::optional<std::set<long>> customers;  // nothing: all of it

  bool shows(long customer) const { return !customers || customers->contains(customer); }
};

struct Identity {
  enum class Bearer { none, token, signed_token, bad };

  std::string name;
  std::string login;                // what the web server calls him; empty: nobody
  std::optional<View> login_shows;  // nothing where that login is unknown
  Headers headers;                  // what he sends
  Bearer bearer = Bearer::none;
  std::optional<View> token_shows = {};  // of a good one, of either kind
  bool came_by_proxy = false;
  // The status of a web server that refuses him by itself, by its name, or by `NAME, login` where
  // it asks for a login.
  std::map<std::string, int> refusals = {};
  bool twice = false;        // he says two times who he is
  bool only_direct = false;  // what he shows does not pass through every web server as it is

  Request request(const std::string& method, const std::string& target) const {
    return {method, target, headers, {}, login};
  }
};

// The logins, and all who ask. They are made on a SQLite site with the accounts `one` and `two`;
// nothing of it has been served yet.
class Identities {
 public:
  Identities(const Site& admin, const std::string& database_file);

  const std::vector<Identity>& all() const { return all_; }
  // Whom a web server may let in, unknown to the program or not.
  const std::map<std::string, std::optional<View>>& logins() const { return logins_; }
  // All tokens that were ever shown.
  const std::vector<std::string>& tokens() const { return tokens_; }

  const Identity& named(const std::string& name) const;

 private:
  std::string token(const View& view);
  void sql(const std::string& statement) const;
  void add_logins();
  void add_tokens();
  void add_bad_tokens();
  void add_forgeries();
  void add_mixtures();
  void add(Identity identity) { all_.push_back(std::move(identity)); }

  const Site& admin_;
  const std::string file_;
  std::map<std::string, std::optional<View>> logins_;
  std::vector<std::string> tokens_;
  std::vector<Identity> all_;
};

Headers bearer(const std::string& token);

}  // namespace callwidgets::test
