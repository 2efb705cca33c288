#include <iostream>

#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/credential.h"
#include "cli/credential_words.h"
#include "cli/open.h"
#include "credentials/store.h"

namespace callwidgets::admin {
namespace {

constexpr auto kind = identity::CredentialKind::login;
constexpr std::size_t longest_name = 190;

void add(const settings::Settings& settings, const CommandLine& line) {
  const std::string& name = checked_text("the login's name", line.operands()[1], longest_name);
  if (name.front() == ' ' || name.back() == ' ') {
    throw Usage{
        "the login's name begins or ends with a blank; allowed: a name as the web server "
        "passes it, which never does"};
  }
  const auto session = writer(settings);
  identity::Credential login = new_credential(*session, settings, line, kind);
  login.name = name;
  if (!credentials::add(*session, login)) {
    throw Usage{"there is a login " + name +
                " already; for another view, first login remove, then login add"};
  }
  std::cerr << "login " << name << " added: " << view_of(login, accounts::all(*session)) << '\n';
}

void list(const settings::Settings& settings) {
  const auto session = reader(settings);
  const auto accounts = accounts::all(*session);
  for (const auto& login : credentials::all(*session, kind)) {
    std::cout << login.name << '\t' << account_of(login, accounts) << '\t' << customers_of(login)
              << '\n';
  }
}

void remove(const settings::Settings& settings, const std::string& name) {
  if (!credentials::remove(*writer(settings), kind, name))
    throw Usage{"there is no login " + name + "; login list shows those that there are"};
}

}  // namespace

int login(const settings::Settings& settings, std::span<const std::string> words) {
  const CommandLine line{words, {"account", "customer"}};
  run_form(line,
           {[&] { add(settings, line); }, [&] { list(settings); }, "remove",
            [&](const std::string& name) { remove(settings, name); },
            "login takes: add NAME [--account NAME] [--customer ID]…, or list, or remove NAME"});
  return 0;
}

}  // namespace callwidgets::admin
