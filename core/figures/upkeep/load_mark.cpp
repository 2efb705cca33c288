#include "figures/upkeep/load_mark.h"

#include "accounts/ledger.h"
#include "calendar/clock.h"
#include "sql/statements.h"

namespace callwidgets::figures {
namespace {

constexpr std::int64_t silent_seconds = 30;

[[noreturn]] void another_run() {
  throw database::Error(database::Error::Kind::refused, 0,
                        "this load said nothing for " + std::to_string(silent_seconds) +
                            " s and counted as interrupted: another command has removed it");
}

}  // namespace

std::optional<LoadState> LoadState::of(database::Session& session, std::int64_t account) {
  const auto rows = session.query(sql::loads::mark, {{"account", account}});
  if (rows.empty()) return std::nullopt;
  return LoadState{std::string{rows.bytes(0, 0)}, rows.integer(0, 1)};
}

bool LoadState::interrupted() const {
  return calendar::wall_clock() - written_at >= silent_seconds;
}

std::string LoadState::age() const {
  return "last written " + std::to_string(calendar::wall_clock() - written_at) + " s ago";
}

void refuse_beside_load(const LoadState& load) {
  throw database::Error(database::Error::Kind::refused, 0,
                        "the account's first calls are being loaded (" + load.age() +
                            "); what an interrupted load left is removed by any command that "
                            "changes the account, from " +
                            std::to_string(silent_seconds) + " s after its end on");
}

void refuse_while_loading(database::Session& session, std::int64_t account) {
  if (const auto load = LoadState::of(session, account)) refuse_beside_load(*load);
}

LoadMark::LoadMark(std::int64_t account) : account_(account), source_(accounts::random_source()) {}

void LoadMark::set(database::Session& session) const {
  session.execute(sql::loads::set,
                  {{"account", account_}, {"source", source_}, {"now", calendar::wall_clock()}});
}

void LoadMark::touch(database::Session& session) const {
  const auto touched = session.execute(
      sql::loads::touch,
      {{"account", account_}, {"source", source_}, {"now", calendar::wall_clock()}});
  if (touched == 0) another_run();
}

void LoadMark::clear(database::Session& session) const {
  if (session.execute(sql::loads::clear, {{"account", account_}, {"source", source_}}) == 0) {
    another_run();
  }
}

}  // namespace callwidgets::figures
