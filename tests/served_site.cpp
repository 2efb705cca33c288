#include "served_site.h"

#include "random_calls.h"
#include "sql_client.h"

namespace callwidgets::test {

ServedSite::ServedSite(const std::string& database, const std::vector<std::string>& settings,
                       const std::string& read_from)
    : database_(database),
      admin_(folder_, "admin", database),
      program_(folder_, "program", read_from.empty() ? reading(database) : read_from, settings) {
  admin_.must_admin({"migrate"});
  admin_.must_admin({"account", "add", "one"});
  import(calls_.scattered_csv(240, kFirst, {&oracle_}));
}

void ServedSite::import_calls(int count, long customer, long day) {
  import(calls_.csv(count, customer, day, {&oracle_}));
}

Answer ServedSite::ask(const OracleQuestion& question) const { return ask(target_of(question)); }

Pending ServedSite::begin(const OracleQuestion& question) const {
  return Pending{program_.socket(), {"GET", target_of(question), {}, {}}};
}

OracleQuestion about(const std::string& type, long from, long to, std::optional<long> customer) {
  return {{type}, customer, from, to, 1};
}

std::string target_of(const OracleQuestion& question) { return RandomCalls::target(question); }

std::string text_of(const Answer& answer) {
  if (!answer.failure.empty()) return "no answer: " + answer.failure;
  std::string text = "status " + std::to_string(answer.status);
  for (const std::string name : {"X-Cache", "Warning", "Age", "Cache-Control", "Retry-After"}) {
    if (answer.has(name)) text += ", " + name + ": " + answer.header(name);
  }
  return text + ", " + answer.body.substr(0, 300);
}

}  // namespace callwidgets::test
