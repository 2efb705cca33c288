#include "figures/upkeep/interrupted_load.h"

#include <chrono>
#include <thread>

#include "figures/generation.h"
#include "figures/upkeep/rebuild.h"
#include "sql/statements.h"

namespace callwidgets::figures {
namespace {

// Another host's clock may be behind: a load that writes meanwhile is alive.
bool stays_silent(database::Session& session, std::int64_t account, const LoadState& seen) {
  constexpr int seconds = 3;
  for (int second = 0; second < seconds; ++second) {
    std::this_thread::sleep_for(std::chrono::seconds{1});
    const auto load = LoadState::of(session, account);
    if (load && (load->source != seen.source || load->written_at != seen.written_at)) return false;
  }
  return true;
}

// Calls that answers count stay. An earlier version served them before it took the mark away, and
// let others build figures from the part that had been loaded: so they are built from what is
// there.
void build_anew(database::Session& writer, const accounts::Account& account, const LoadMark& mark) {
  Rebuild rebuild{writer,
                  account,
                  account.zone_name,
                  {[&] { mark.touch(writer); }, [&] { mark.clear(writer); }}};
  rebuild.read_calls(writer);
  rebuild.finish();
}

}  // namespace

bool counts_calls(database::Session& session, std::int64_t account) {
  const auto generation = Generation::served(session, account);
  return generation &&
         session.query(sql::figures::counted_calls, {{"scope", generation->scope}}).integer(0, 0) >
             0;
}

std::int64_t remove_loaded(database::Session& writer, std::int64_t account, const LoadMark& mark) {
  constexpr std::int64_t at_once = 5000;
  std::int64_t removed = 0;
  bool building = true;
  for (bool more = true; more;) {
    std::int64_t gone = 0;
    database::in_transaction(writer, [&] {
      accounts::hold(writer, account);
      mark.touch(writer);
      if (building) give_up_building(writer, account);
      const auto rows =
          writer.query(sql::calls::group_end, {{"account", account}, {"skipped", at_once - 1}});
      more = !rows.empty();
      if (more) {
        gone = writer.execute(sql::calls::remove_up_to,
                              {{"account", account}, {"cdr_id", std::string{rows.bytes(0, 0)}}});
      } else {
        gone = writer.execute(sql::calls::remove_all, {{"account", account}});
        mark.clear(writer);
      }
    });
    building = false;
    removed += gone;
  }
  return removed;
}

std::optional<std::string> end_interrupted_load(database::Session& writer,
                                                const accounts::Account& account) {
  const auto load = LoadState::of(writer, account.number);
  if (!load) return std::nullopt;
  if (!load->interrupted() || (writer.remote() && !stays_silent(writer, account.number, *load))) {
    refuse_beside_load(*load);
  }
  const LoadMark mark{account.number};
  bool served = false, ended = false;
  database::in_transaction(writer, [&] {
    accounts::hold(writer, account.number);
    const auto now = LoadState::of(writer, account.number);
    ended = !now;
    if (ended) return;
    if (now->source != load->source || now->written_at != load->written_at) {
      refuse_beside_load(*now);
    }
    served = counts_calls(writer, account.number);
    mark.set(writer);
  });
  if (ended) return std::nullopt;
  if (served) {
    build_anew(writer, account, mark);
    return "account " + account.name +
           ": its first load was interrupted when its calls were served already; they stay, and "
           "the figures are built anew from them";
  }
  return "account " + account.name + ": its first load was interrupted; the " +
         std::to_string(remove_loaded(writer, account.number, mark)) +
         " calls that it left, which no answer counted, are removed: import them again";
}

}  // namespace callwidgets::figures
