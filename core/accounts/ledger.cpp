#include "accounts/ledger.h"

#include <random>

#include "accounts/account.h"
#include "calendar/clock.h"
#include "sql/statements.h"

namespace callwidgets::accounts {
namespace {

constexpr std::int64_t every_scope = 0;
constexpr std::int64_t every_day = -1;

}  // namespace

std::string random_source() {
  constexpr int words = 4;
  std::random_device device;
  std::string bytes;
  for (int word = 0; word < words; ++word) {
    unsigned number = device();
    for (int byte = 0; byte < 4; ++byte, number >>= 8) bytes += static_cast<char>(number & 0xFF);
  }
  return bytes;
}

void enter_in_ledger(database::Session& session, std::int64_t account, const std::string& source,
                     std::int64_t batch) {
  session.execute(sql::batches::add, {{"account", account},
                                      {"source", source},
                                      {"batch", batch},
                                      {"applied_at", calendar::wall_clock()}});
}

void all_days_changed(database::Session& session, std::int64_t account, std::int64_t version) {
  const std::vector<database::Values> everything{{account, every_scope, every_day, version}};
  session.execute_rows(sql::feed::put, everything);
}

std::int64_t change(database::Session& session, std::int64_t account,
                    const std::function<void()>& body) {
  const std::string source = random_source();
  std::int64_t made = 0;
  database::in_transaction(session, [&] {
    made = next_version(session, account);
    body();
    all_days_changed(session, account, made);
    enter_in_ledger(session, account, source, 0);
  });
  return made;
}

}  // namespace callwidgets::accounts
