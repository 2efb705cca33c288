#include "figures/retention.h"

#include "figures/generation.h"
#include "sql/statements.h"

namespace callwidgets::figures {

Retention Retention::begin_of(calendar::Day day, const calendar::Zone& zone, bool figures_stay) {
  return {zone.begin_of(day), calendar::number(day), figures_stay, false};
}

std::optional<Retention> Retention::of(database::Session& session, std::int64_t account) {
  constexpr std::int64_t not_told = -1;
  const auto rows = session.query(sql::purges::of_account, {{"account", account}});
  if (rows.empty()) return std::nullopt;
  const std::int64_t day = rows.integer(0, 0), from = rows.integer(0, 1);
  Retention retention{calendar::Instant{std::chrono::seconds{from}}, day, rows.integer(0, 2) != 0,
                      rows.integer(0, 3) != 0};
  if (from == not_told) {
    const Generation generation = Generation::required(session, account);
    retention.from = generation.zone.begin_of(calendar::day_of(day));
  }
  return retention;
}

void Retention::store(database::Session& session, std::int64_t account) const {
  session.execute(sql::purges::set, {{"account", account},
                                     {"before_day", first_day},
                                     {"kept_from", from.time_since_epoch().count()},
                                     {"figures_stay", std::int64_t{figures_stay}},
                                     {"finished", std::int64_t{finished}}});
}

std::string Retention::refusal(const calls::Call& call) const {
  if (call.deleted || keeps(call.start)) return {};
  return "start is " + calendar::format(call.start) + "; allowed: from " + calendar::format(from) +
         " (UTC) on, for the calls before were purged";
}

void Retention::check(std::span<const calls::Call* const> calls) const {
  for (const calls::Call* call : calls) {
    if (const std::string why = refusal(*call); !why.empty()) {
      throw database::Error(database::Error::Kind::refused, 0, call->cdr_id + ": " + why);
    }
  }
}

}  // namespace callwidgets::figures
