#include "accounts/ledger.h"

#include <random>

#include "accounts/account.h"
#include "calendar/clock.h"
#include "sql/statements.h"

namespace callwidgets::accounts {
namespace {

constexpr std::int64_t every_scope = 0;
constexpr std::int64_t every_day = -1;

std::uint64_t random_number() {
  thread_local std::random_device device;
  return (std::uint64_t{device()} << 32) | device();
}

}  // namespace

std::string random_source() {
  std::string bytes;
  for (int half = 0; half < 2; ++half) {
    std::uint64_t number = random_number();
    for (int byte = 0; byte < 8; ++byte, number >>= 8) bytes += static_cast<char>(number & 0xFF);
  }
  return bytes;
}

void enter_in_ledger(database::Session& session, std::int64_t account, std::int64_t version,
                     const std::string& source, std::int64_t batch) {
  session.execute(sql::batches::add, {{"account", account},
                                      {"version", version},
                                      {"source", source},
                                      {"batch", batch},
                                      {"nonce", static_cast<std::int64_t>(random_number() >> 1)},
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
    enter_in_ledger(session, account, made, source, 0);
  });
  return made;
}

}  // namespace callwidgets::accounts
