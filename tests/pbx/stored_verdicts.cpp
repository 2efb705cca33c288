#include "stored_verdicts.h"

#include <array>
#include <ctime>
#include <sstream>
#include <stdexcept>

#include "postgresql_client.h"
#include "process.h"
#include "sql_client.h"

namespace callwidgets::test {
namespace {

constexpr std::array<const char*, 12> reasons{"",
                                              "out_of_hours",
                                              "abandoned_in_menu",
                                              "abandoned_in_queue",
                                              "abandoned_ringing",
                                              "short_abandoned",
                                              "no_agent",
                                              "not_answered",
                                              "busy",
                                              "voicemail",
                                              "fax",
                                              "failed"};

std::string written(std::time_t time) {
  std::tm parts{};
  gmtime_r(&time, &parts);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M:%S", &parts);
  return text.data();
}

}  // namespace

std::string statements(const std::string& database, const std::string& text) {
  const std::string sqlite = "sqlite:";
  if (database.starts_with("postgresql:")) return postgresql(database, text);
  if (!database.starts_with(sqlite)) {
    // As FreePBX has it: names may hold anything.
    return sql(database, "SET NAMES utf8mb4; ALTER DATABASE CHARACTER SET utf8mb4;\n" + text);
  }
  const Finished done =
      run({"sqlite3", "-separator", "\t", "-cmd", ".timeout 20000", database.substr(sqlite.size())},
          text);
  if (done.status != 0) throw std::runtime_error(text + ": " + done.err);
  return done.out;
}

std::map<std::string, StoredVerdict> stored_verdicts(const std::string& database) {
  std::istringstream rows{statements(
      database,
      "SELECT calls.cdr_id, calls.start, calls.answered, calls.duration, calls.reason, "
      "calls.waited, calls.caller, calls.called, customers.customer_id FROM calls JOIN customers "
      "ON customers.account = calls.account AND customers.number = calls.customer ORDER BY 1;")};
  std::map<std::string, StoredVerdict> verdicts;
  for (std::string line; std::getline(rows, line);) {
    std::array<std::string, 9> fields;
    std::istringstream parts{line};
    for (std::string& field : fields) std::getline(parts, field, '\t');
    verdicts[fields[0]] = {written(std::stol(fields[1])),
                           fields[2] == "1",
                           std::stol(fields[3]),
                           reasons.at(std::stoul(fields[4])),
                           std::stol(fields[5]),
                           fields[6] != "0",
                           fields[7],
                           std::stol(fields[8])};
  }
  return verdicts;
}

}  // namespace callwidgets::test
