#include "figures/retention.h"

#include "sql/statements.h"

namespace callwidgets::figures {

std::optional<Retention> Retention::of(database::Session& session, std::int64_t account) {
  const auto rows = session.query(sql::purges::of_account, {{"account", account}});
  if (rows.empty()) return std::nullopt;
  return Retention{rows.integer(0, 0), rows.integer(0, 1) != 0, rows.integer(0, 2) != 0};
}

void Retention::store(database::Session& session, std::int64_t account) const {
  session.execute(sql::purges::set, {{"account", account},
                                     {"before_day", from},
                                     {"figures_stay", std::int64_t{figures_stay}},
                                     {"finished", std::int64_t{finished}}});
}

bool Retention::keeps(calendar::Instant start, const calendar::Zone& zone) const {
  return calendar::number(zone.local(start).day) >= from;
}

std::string Retention::refusal(const calls::Call& call, const calendar::Zone& zone) const {
  if (call.deleted || keeps(call.start, zone)) return {};
  return "start is on " + calendar::format(zone.local(call.start).day) +
         " in the account's time zone; allowed: from " + calendar::format(calendar::day_of(from)) +
         " on, for the calls before were purged";
}

void Retention::check(std::span<const calls::Call* const> calls, const calendar::Zone& zone) const {
  for (const calls::Call* call : calls) {
    if (const std::string why = refusal(*call, zone); !why.empty()) {
      throw database::Error(database::Error::Kind::refused, 0, call->cdr_id + ": " + why);
    }
  }
}

}  // namespace callwidgets::figures
