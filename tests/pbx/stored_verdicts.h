// What the database holds of the calls that sources gave, read without the product.
#pragma once

#include <map>
#include <string>

namespace callwidgets::test {

struct StoredVerdict {
  std::string start;  // `YYYY-MM-DD HH:MM:SS`, UTC
  bool answered = false;
  long talk = 0;
  std::string reason;
  long waited = 0;
  bool has_caller = false;
  std::string called;
  long customer = 0;

  bool operator==(const StoredVerdict&) const = default;
};

// By cdr_id. `database` is an address as a setting.
std::map<std::string, StoredVerdict> stored_verdicts(const std::string& database);

// Runs statements on a database, whatever its kind; gives rows with tabs between the values (of
// PostgreSQL bars).
std::string statements(const std::string& database, const std::string& text);

}  // namespace callwidgets::test
