#include "cli/credential.h"

#include <algorithm>
#include <iostream>

#include "accounts/customer.h"
#include "calendar/clock.h"
#include "calls/input/utf8.h"
#include "cli/credential_words.h"
#include "cli/open.h"
#include "credentials/store.h"
#include "question/question.h"

namespace callwidgets::admin {
namespace {

constexpr std::size_t longest_label = 200;

std::int64_t customer_id(const std::string& text) {
  const bool digits = !text.empty() && text.size() <= 18 && text[0] != '0' &&
                      text.find_first_not_of("0123456789") == text.npos;
  if (!digits)
    throw Usage{"--customer is '" + text + "'; allowed: 1 to 18 digits, the first not 0"};
  return question::parse_customer_id(text);
}

// Also the controls of ISO 8859-1, which terminals obey: two bytes in UTF-8, 0xC2 and 0x80 to 0x9F.
bool has_control_character(const std::string& text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const auto next = static_cast<unsigned char>(at + 1 < text.size() ? text[at + 1] : 0);
    if (byte < 0x20 || byte == 0x7F || (byte == 0xC2 && next < 0xA0)) return true;
  }
  return false;
}

}  // namespace

identity::Credential new_credential(database::Session& session, const settings::Settings& settings,
                                    const CommandLine& line, identity::CredentialKind kind) {
  std::vector<std::int64_t> customers;
  for (const std::string& given : line.every("customer")) customers.push_back(customer_id(given));
  std::sort(customers.begin(), customers.end());
  customers.erase(std::unique(customers.begin(), customers.end()), customers.end());
  const auto account = chosen_account(session, settings, line.option("account"));
  for (const std::int64_t customer : customers) {
    if (!accounts::number_of(session, account.number, customer)) {
      std::cerr << "there is no customer " << customer << " in account " << account.name
                << " yet\n";
    }
  }
  identity::Credential credential;
  credential.kind = kind;
  credential.account = account.number;
  if (!customers.empty()) credential.customers = std::move(customers);
  credential.created = calendar::wall_clock();
  return credential;
}

const std::string& checked_text(const std::string& what, const std::string& text,
                                std::size_t longest) {
  if (text.empty() || text.size() > longest) {
    throw Usage{what + " has " + std::to_string(text.size()) + " bytes; allowed: 1 to " +
                std::to_string(longest)};
  }
  if (calls::first_not_utf8(text) != text.npos)
    throw Usage{what + " has bytes that are no UTF-8; allowed: UTF-8"};
  if (has_control_character(text))
    throw Usage{what +
                " has a control character; allowed: UTF-8 without any, such as tabs and "
                "line ends"};
  return text;
}

const std::string& checked_label(const std::string& text) {
  return checked_text("the label", text, longest_label);
}

void run_form(const CommandLine& line, const Forms& forms) {
  const auto& operands = line.operands();
  const auto is = [&](const std::string& form, std::size_t words) {
    return operands.size() == words && operands[0] == form;
  };
  if (is("add", 2)) return forms.add();
  if (!is("list", 1) && !is(forms.end, 2)) throw Usage{forms.takes};
  line.allow_only({});
  if (operands.size() == 1) return forms.list();
  forms.ends(operands[1]);
}

void revoke(const settings::Settings& settings, identity::CredentialKind kind,
            const std::string& id) {
  using identity::id_size;
  const std::string what = identity::word_of(kind);
  const std::string shown = "; " + what + " list shows the ids";
  // Whatever else it is, such as a whole token, stays out of messages.
  if (id.size() != id_size) {
    throw Usage{"the id has " + std::to_string(id.size()) + " characters; allowed: the " +
                std::to_string(id_size) + " of a " + what + "'s id" + shown};
  }
  const auto session = writer(settings);
  if (credentials::revoke(*session, kind, id, calendar::wall_clock())) return;
  const auto found = credentials::find(*session, kind, id).credential;
  if (!found) throw Usage{"there is no " + what + " " + id + shown};
  std::cerr << what << ' ' << id << " is " << standing_of(*found) << " already\n";
}

void show_once(const std::string& text, const std::string& what) {
  std::cout << text << std::endl;
  if (!std::cout)
    throw std::runtime_error(
        "standard output takes nothing: what nobody has seen is no use, so "
        "revoke " +
        what);
}

}  // namespace callwidgets::admin
