#include "identity/token.h"

#include <iostream>

#include "calendar/clock.h"
#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/credential.h"
#include "cli/credential_words.h"
#include "cli/open.h"
#include "credentials/store.h"

namespace callwidgets::admin {
namespace {

constexpr auto kind = identity::CredentialKind::token;

// The same day of the next year; 28 February where that has no 29th.
calendar::Day in_a_year(calendar::Day day) {
  const date::year_month_day next = date::year_month_day{day} + date::years{1};
  return next.ok() ? calendar::Day{next} : calendar::Day{next.year() / next.month() / date::last};
}

// The first second in which it is no longer good; 0: never.
std::int64_t expires_of(const CommandLine& line) {
  const calendar::Day today =
      date::floor<date::days>(calendar::Instant{std::chrono::seconds{calendar::wall_clock()}});
  const auto given = line.option("expires");
  if (given == "never") return 0;
  const auto parsed = given ? calendar::parse_day(*given) : in_a_year(today);
  if (!parsed || *parsed < today) {
    throw Usage{"--expires is '" + *given + "'" + (parsed ? ", a day in the past" : "") +
                "; allowed: the last day on which the token is good, as YYYY-MM-DD, from " +
                calendar::format(today) + " (today, UTC) on, or never"};
  }
  const calendar::Instant end = *parsed + date::days{1};
  return end.time_since_epoch().count();
}

void add(const settings::Settings& settings, const CommandLine& line) {
  const std::string& label = checked_label(line.operands()[1]);
  const std::int64_t expires = expires_of(line);
  const auto session = writer(settings);
  identity::Credential credential = new_credential(*session, settings, line, kind);
  credential.label = label;
  credential.expires = expires;
  identity::Token token;
  do {
    token = identity::new_token();
    credential.name = token.id;
    credential.secret = identity::digest(identity::text(token));
  } while (!credentials::add(*session, credential));
  std::cerr << "token " << token.id << " added: " << view_of(credential, accounts::all(*session))
            << (expires == 0 ? "; it never expires" : "; good through " + expiry_of(credential))
            << ". It is shown this once:\n";
  show_once(identity::text(token), "token " + token.id);
}

void list(const settings::Settings& settings) {
  const auto session = reader(settings);
  const auto accounts = accounts::all(*session);
  for (const auto& token : credentials::all(*session, kind)) {
    std::cout << token.name << '\t' << token.label << '\t' << account_of(token, accounts) << '\t'
              << customers_of(token) << '\t' << day_text(token.created) << '\t' << expiry_of(token)
              << '\t' << last_use_of(token) << '\t' << standing_of(token) << '\n';
  }
}

}  // namespace

int token(const settings::Settings& settings, std::span<const std::string> words) {
  const CommandLine line{words, {"account", "customer", "expires"}};
  run_form(
      line,
      {[&] { add(settings, line); }, [&] { list(settings); }, "revoke",
       [&](const std::string& id) { revoke(settings, kind, id); },
       "token takes: add LABEL [--account NAME] [--customer ID]… [--expires DAY|never], or list, "
       "or revoke ID"});
  return 0;
}

}  // namespace callwidgets::admin
