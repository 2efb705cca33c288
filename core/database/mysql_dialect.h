#pragma once
#include <string>
#include <string_view>

namespace callwidgets::database {

// What every session on a server sets first. Without a strict mode too long a value is cut in
// silence; REPEATABLE READ is what a consistent snapshot needs; a short lock wait keeps a backup's
// global lock from tying up two importers.
inline constexpr const char* mysql_session_settings[] = {
    "SET SESSION sql_mode = 'STRICT_ALL_TABLES'",
    "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ",
    "SET SESSION innodb_lock_wait_timeout = 3",
    "SET SESSION default_storage_engine = InnoDB",
};

// MySQL knows `IF NOT EXISTS` for tables, not for indexes; triggers guard what only SQLite leaves
// open.
inline std::string mysql_schema_text(std::string_view text) {
  constexpr std::string_view index = "CREATE INDEX IF NOT EXISTS ";
  if (text.find("CREATE TRIGGER ") != text.npos) return {};
  std::string result{text};
  if (const auto at = result.find(index); at != result.npos)
    result.replace(at, index.size(), "CREATE INDEX ");
  return result;
}

}  // namespace callwidgets::database
