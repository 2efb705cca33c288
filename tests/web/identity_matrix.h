// Every caller asks every question in every way, and what comes back is judged.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "identity_rules.h"
#include "transports.h"

namespace callwidgets::test {

// A way in to the program.
struct Way {
  enum class Logins {
    passed,   // REMOTE_USER is what the test says
    none,     // a web server without a login
    checked,  // a web server that asks for a name and a password, and lets bearer tokens through
  };

  Transport transport;
  Logins logins;
  std::size_t one_in = 1;  // so many cells are tried once: a process for each request is slow
  bool is_root = false;    // of the web server's site: every target begins with a slash
};

// The password of everybody whom a web server lets in.
inline constexpr const char* kPassword = "secret";

// A file with the names and passwords of all whom a web server may let in, as htpasswd writes it.
void write_passwords(const std::string& file, const Identities& identities);

class IdentityMatrix {
 public:
  // `auth` as in the settings of what is asked.
  IdentityMatrix(const TwoAccounts& accounts, const Identities& identities, const std::string& auth)
      : identities_(identities), rules_(accounts, auth), auth_(auth) {}

  // The first way tries every cell, and learns the tags.
  void try_all(const Way& way);

  // One line for each way and caller: how often each status came.
  std::string table() const;
  // What was wrong, the first of it; empty where all was right.
  std::string wrongs() const { return wrongs_; }

 private:
  struct Cell {
    const Way& way;
    const Identity& identity;
    const Enquiry& asked;
    const std::string& method;
    std::string if_none_match;
  };
  void try_identity(const Way& way, const Identity& identity, std::size_t number);
  std::vector<std::string> tags_for(const Enquiry& asked, const Wanted& wanted) const;
  void try_cell(const Cell& cell, const Wanted& wanted);
  std::string judge(const Cell& cell, Wanted wanted, const Answer& answer);
  std::string judge_tag(const Wanted& wanted, const Answer& answer);

  const Identities& identities_;
  const IdentityRules rules_;
  const std::string auth_;
  std::map<std::string, std::string> tags_;    // by the body
  std::map<std::string, std::string> bodies_;  // by the tag
  std::vector<std::pair<std::string, std::map<int, int>>> table_;
  std::string wrongs_;
  int wrong_ = 0;
};

}  // namespace callwidgets::test
