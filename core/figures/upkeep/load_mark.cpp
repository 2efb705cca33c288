#include "figures/upkeep/load_mark.h"

#include <string>

#include "calendar/clock.h"
#include "sql/statements.h"

namespace callwidgets::figures {
namespace {

// A load that has written nothing for so long is one that was interrupted.
constexpr std::int64_t silent_seconds = 30;

}  // namespace

std::optional<std::int64_t> load_mark(database::Session& session, std::int64_t account) {
  const auto rows = session.query(sql::loads::mark, {{"account", account}});
  if (rows.empty()) return std::nullopt;
  return rows.integer(0, 0);
}

bool interrupted(std::int64_t marked) { return calendar::wall_clock() - marked >= silent_seconds; }

void refuse_beside_load(std::int64_t marked) {
  throw database::Error(database::Error::Kind::refused, 0,
                        "the account's first calls are being loaded (last written " +
                            std::to_string(calendar::wall_clock() - marked) +
                            " s ago); an interrupted load can be begun again " +
                            std::to_string(silent_seconds) + " s after it stopped");
}

void refuse_while_loading(database::Session& session, std::int64_t account) {
  if (const auto marked = load_mark(session, account)) refuse_beside_load(*marked);
}

}  // namespace callwidgets::figures
