#pragma once
#include <cstddef>
#include <functional>
#include <string>

#include "cli/command_line.h"
#include "database/session.h"
#include "identity/credential.h"
#include "settings/settings.h"

// What the commands of logins, tokens and keys share. All functions throw Usage and
// database::Error.
namespace callwidgets::admin {

// A credential of now that shows what --account and --customer say: of the account as other
// commands choose it, all customers where none is named. Standard error names those that do not
// exist yet.
identity::Credential new_credential(database::Session& session, const settings::Settings& settings,
                                    const CommandLine& line, identity::CredentialKind kind);

// The text, if it is 1 to `longest` bytes of UTF-8 without control characters. `what` begins the
// message otherwise, such as `the label`.
const std::string& checked_text(const std::string& what, const std::string& text,
                                std::size_t longest);
// The same for a label.
const std::string& checked_label(const std::string& text);

// The forms of such a command: `add TEXT`, `list`, and `end ID`, which takes no option. Any other
// is a Usage that says `takes`.
struct Forms {
  std::function<void()> add, list;
  std::string end;
  std::function<void(const std::string& id)> ends;
  std::string takes;
};
void run_form(const CommandLine& line, const Forms& forms);

// The command `revoke ID` of a token or key.
void revoke(const settings::Settings& settings, identity::CredentialKind kind,
            const std::string& id);

// Writes to standard output what is shown this once. Throws std::runtime_error where it can't be
// written: the credential that is called so is worth nothing then.
void show_once(const std::string& text, const std::string& what);

}  // namespace callwidgets::admin
