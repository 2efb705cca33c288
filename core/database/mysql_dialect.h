#pragma once
#include <string>
#include <string_view>

namespace callwidgets::database {

// Every session on a server runs these first. Without strict mode, servers silently cut values that
// are too long. A consistent snapshot needs REPEATABLE READ. With a long lock wait, a backup's
// global lock can block two importers for each other.
inline constexpr const char* mysql_session_settings[] = {
    "SET SESSION sql_mode = 'STRICT_ALL_TABLES'",
    "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ",
    "SET SESSION innodb_lock_wait_timeout = 3",
    "SET SESSION default_storage_engine = InnoDB",
};

// The text of a schema file in MySQL's dialect, which knows `IF NOT EXISTS` for tables but not for
// indexes. Empty for a trigger: those check what only SQLite leaves open.
inline std::string mysql_schema_text(std::string_view text) {
  constexpr std::string_view index = "CREATE INDEX IF NOT EXISTS ";
  if (text.find("CREATE TRIGGER ") != text.npos) return {};
  std::string result{text};
  if (const auto at = result.find(index); at != result.npos)
    result.replace(at, index.size(), "CREATE INDEX ");
  return result;
}

}  // namespace callwidgets::database
