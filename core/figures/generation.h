#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "calendar/zone.h"
#include "database/session.h"

namespace callwidgets::figures {

// One whole set of an account's figures. Its days are those of its own time zone, whatever the
// account's is meanwhile, by the rules that the system had for it when the generation was made.
struct Generation {
  std::int64_t account;
  std::int64_t number;
  calendar::Zone zone;
  std::string zone_name;
  std::int64_t scope;  // of the whole account
  // The version of the time zone data that `zone` is of; empty for figures of an earlier program,
  // whose zone is the system's.
  std::string tzdata;

  // The one that answers; nothing for an account that has none yet.
  static std::optional<Generation> served(database::Session& session, std::int64_t account);
  // The same, and throws database::Error (refused) where there is none.
  static Generation required(database::Session& session, std::int64_t account);
  // Its number alone, for whoever asks often: no rules of a time zone are read.
  static std::int64_t required_number(database::Session& session, std::int64_t account);

  // A new one, empty, which doesn't answer yet. `built_from` is the version whose calls it will
  // hold. Inside a transaction that holds the account.
  static Generation create(database::Session& session, std::int64_t account,
                           const std::string& zone_name, std::int64_t built_from);

  // Keeps the zone's rules, so that later calls are counted by the same.
  void keep_zone(database::Session& session) const;

  // What an operator had better know: that the zone has other rules in the system's data by now.
  // Empty where it hasn't.
  std::string zone_notice() const;

  // From the commit of the running transaction on this one answers.
  void serve(database::Session& session) const;
};

// The scopes that a generation has, by the account's number for the customer; that of the whole
// account at 0.
std::map<std::int32_t, std::int64_t> scopes_of(database::Session& session,
                                               const Generation& generation);

// The scopes of a generation, those of customers made when they are first met. What it learns in a
// transaction that is rolled back must be forgotten with the object.
class Scopes {
 public:
  Scopes(database::Session& session, const Generation& generation);

  std::int64_t account() const { return generation_.scope; }
  std::int64_t customer(std::int64_t number);

  // Looks many customers up at once.
  void meet(const std::set<std::int64_t>& customers);

 private:
  database::Session& session_;
  Generation generation_;
  std::map<std::int64_t, std::int64_t> customers_;
};

}  // namespace callwidgets::figures
