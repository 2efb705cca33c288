#include "figures/generation.h"

#include "sql/statements.h"

namespace callwidgets::figures {
namespace {

constexpr std::int64_t scopes_of_an_account = std::int64_t{1} << 32;

std::int64_t add_scope(database::Session& session, std::int64_t account, std::int64_t generation,
                       std::int64_t customer) {
  const std::int64_t first = account * scopes_of_an_account;
  const std::int64_t highest =
      session
          .query(sql::scopes::highest,
                 {{"first", first}, {"last", first + scopes_of_an_account - 1}})
          .integer(0, 0);
  const std::int64_t scope = std::max(first, highest) + 1;
  session.execute(
      sql::scopes::add,
      {{"scope", scope}, {"account", account}, {"generation", generation}, {"customer", customer}});
  return scope;
}

calendar::Zone zone_named(const std::string& name) {
  if (const auto zone = calendar::Zone::named(name)) return *zone;
  throw database::Error(
      database::Error::Kind::refused, database::Cause::told,
      "time zone " + name + " is unknown to this system: install the package tzdata");
}

[[noreturn]] void no_figures() {
  throw database::Error(
      database::Error::Kind::refused, database::Cause::told,
      "the account has no figures: the database looks half restored (restore the whole backup "
      "again), or its migration was interrupted (run callwidgets-admin migrate)");
}

}  // namespace

std::optional<Generation> Generation::served(database::Session& session, std::int64_t account) {
  const auto rows = session.query(sql::generations::served, {{"account", account}});
  if (rows.empty()) return std::nullopt;
  const std::string name{rows.bytes(0, 1)};
  std::string tzdata{rows.bytes(0, 3)};
  auto zone = tzdata.empty() ? std::nullopt : calendar::Zone::of_bytes(rows.bytes(0, 4));
  if (!zone) {
    zone = zone_named(name);
    tzdata.clear();
  }
  return Generation{account, rows.integer(0, 0), *zone, name, rows.integer(0, 2), tzdata};
}

Generation Generation::required(database::Session& session, std::int64_t account) {
  if (const auto generation = served(session, account)) return *generation;
  no_figures();
}

std::int64_t Generation::required_number(database::Session& session, std::int64_t account) {
  const auto rows = session.query(sql::generations::served_number, {{"account", account}});
  if (rows.empty()) no_figures();
  return rows.integer(0, 0);
}

Generation Generation::create(database::Session& session, std::int64_t account,
                              const std::string& zone_name, std::int64_t built_from) {
  const std::int64_t number =
      session.query(sql::generations::highest, {{"account", account}}).integer(0, 0) + 1;
  session.execute(sql::generations::add, {{"account", account},
                                          {"generation", number},
                                          {"time_zone", zone_name},
                                          {"built_from", built_from}});
  Generation generation{account,
                        number,
                        zone_named(zone_name),
                        zone_name,
                        add_scope(session, account, number, 0),
                        calendar::tzdata_version()};
  generation.keep_zone(session);
  return generation;
}

void Generation::keep_zone(database::Session& session) const {
  session.execute(sql::generations::keep_zone, {{"account", account},
                                                {"generation", number},
                                                {"tzdata", calendar::tzdata_version()},
                                                {"rules", zone.bytes()}});
}

std::string Generation::zone_notice() const {
  const auto system = calendar::Zone::named(zone_name);
  if (tzdata.empty() || !system || system->same_rules(zone)) return {};
  return "the figures follow the time zone data " + tzdata + "; in this system's, " +
         calendar::tzdata_version() + ", " + zone_name +
         " has other rules: callwidgets-admin rebuild takes them over";
}

void Generation::serve(database::Session& session) const {
  session.execute(sql::generations::serve, {{"account", account}, {"generation", number}});
}

std::map<std::int32_t, std::int64_t> scopes_of(database::Session& session,
                                               const Generation& generation) {
  std::map<std::int32_t, std::int64_t> scopes;
  const auto rows = session.query(sql::scopes::of_generation, {{"account", generation.account},
                                                               {"generation", generation.number}});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    scopes[static_cast<std::int32_t>(rows.integer(row, 0))] = rows.integer(row, 1);
  }
  return scopes;
}

Scopes::Scopes(database::Session& session, const Generation& generation)
    : session_(session), generation_(generation) {}

std::int64_t Scopes::customer(std::int64_t number) {
  auto& scope = customers_[number];
  if (scope != 0) return scope;
  const auto rows = session_.query(
      sql::scopes::one,
      {{"account", generation_.account}, {"generation", generation_.number}, {"customer", number}});
  scope = rows.empty() ? add_scope(session_, generation_.account, generation_.number, number)
                       : rows.integer(0, 0);
  return scope;
}

void Scopes::meet(const std::set<std::int64_t>& customers) {
  const std::vector<database::Value> numbers{customers.begin(), customers.end()};
  session_.query_list(sql::scopes::of_customers,
                      {{"account", generation_.account}, {"generation", generation_.number}},
                      "customers", numbers, [&](const database::Rows& rows) {
                        for (std::size_t row = 0; row < rows.size(); ++row) {
                          customers_[rows.integer(row, 0)] = rows.integer(row, 1);
                        }
                      });
}

}  // namespace callwidgets::figures
