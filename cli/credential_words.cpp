#include "cli/credential_words.h"

#include "calendar/clock.h"
#include "calendar/day.h"

namespace callwidgets::admin {

std::string day_text(std::int64_t instant) {
  if (instant == 0) return "never";
  return calendar::format(
      date::floor<date::days>(calendar::Instant{std::chrono::seconds{instant}}));
}

std::string customers_of(const identity::Credential& credential) {
  if (!credential.customers) return "all";
  std::string text;
  for (const std::int64_t customer : *credential.customers)
    text += (text.empty() ? "" : ",") + std::to_string(customer);
  return text;
}

std::string account_of(const identity::Credential& credential,
                       const std::vector<accounts::Account>& accounts) {
  for (const auto& account : accounts) {
    if (account.number == credential.account) return account.name;
  }
  return "(number " + std::to_string(credential.account) + ", which is gone)";
}

std::string expiry_of(const identity::Credential& credential) {
  return credential.expires == 0 ? "never" : day_text(credential.expires - 1);
}

std::string last_use_of(const identity::Credential& credential) {
  return credential.last_used == 0 ? "never"
                                   : calendar::format(calendar::day_of(credential.last_used));
}

std::string standing_of(const identity::Credential& credential) {
  if (credential.revoked != 0) return "revoked " + day_text(credential.revoked);
  const bool expired = credential.expires != 0 && calendar::wall_clock() >= credential.expires;
  return expired ? "expired" : "good";
}

std::string view_of(const identity::Credential& credential,
                    const std::vector<accounts::Account>& accounts) {
  return "account " + account_of(credential, accounts) + ", " +
         (credential.customers ? "customers " + customers_of(credential) : "all customers");
}

}  // namespace callwidgets::admin
