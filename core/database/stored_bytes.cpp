#include "database/stored_bytes.h"

#include <mutex>
#include <set>
#include <utility>

namespace callwidgets::database {
namespace {

// Statements over tables that are found in the database itself can't be files of sql/. A session
// knows a statement by the place of its text, so texts stay.
Statement statement(std::string text) {
  static std::mutex mutex;
  static std::set<std::string> texts;
  const std::lock_guard lock{mutex};
  return {"database/stored_bytes", *texts.insert(std::move(text)).first};
}

constexpr const char* trigger = "bytes_wait_to_be_converted";

struct Table {
  std::string name;
  std::vector<std::string> columns;  // of bytes
};

std::vector<Table> tables_with_bytes(Session& session) {
  static const Statement columns{
      "database/stored_bytes",
      "-- returns: bytes bytes\n"
      "SELECT tables.name, columns.name FROM sqlite_master AS tables, "
      "pragma_table_info(tables.name) AS columns "
      "WHERE tables.type = 'table' AND columns.type = 'BLOB' ORDER BY tables.name, columns.cid"};
  std::vector<Table> tables;
  const auto rows = session.query(columns, {});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::string name{rows.bytes(row, 0)};
    if (tables.empty() || tables.back().name != name) tables.push_back({name, {}});
    tables.back().columns.emplace_back(rows.bytes(row, 1));
  }
  return tables;
}

std::string joined(const std::vector<std::string>& columns, const std::string& before,
                   const std::string& after, const std::string& between) {
  std::string text;
  for (const std::string& column : columns) {
    text += (text.empty() ? "" : between) + before + column + after;
  }
  return text;
}

std::int64_t convert(Session& session, const Table& table) {
  constexpr std::int64_t rows_at_once = 2000;
  const Statement group_end = statement(
      "-- returns: integer integer\nSELECT COUNT(*), MAX(rowid) FROM (SELECT rowid FROM " +
      table.name + " WHERE rowid > :after ORDER BY rowid LIMIT :limit)");
  std::string values;
  for (const std::string& column : table.columns) {
    values += (values.empty() ? "" : ", ") + column + " = CAST(" + column + " AS BLOB)";
  }
  const Statement change = statement("UPDATE " + table.name + " SET " + values +
                                     " WHERE rowid > :after AND rowid <= :last AND (" +
                                     joined(table.columns, "typeof(", ") <> 'blob'", " OR ") + ")");
  std::int64_t changed = 0;
  for (std::int64_t after = 0;;) {
    bool more = false;
    std::int64_t of_group = 0, last = 0;
    in_transaction(session, [&] {
      const auto group = session.query(group_end, {{"after", after}, {"limit", rows_at_once}});
      more = group.integer(0, 0) == rows_at_once;
      last = group.integer(0, 1);
      of_group = session.execute(change, {{"after", after}, {"last", last}});
    });
    changed += of_group;
    if (!more) return changed;
    after = last;
  }
}

}  // namespace

std::vector<MisfitColumn> columns_with_text(Session& session) {
  std::vector<MisfitColumn> found;
  if (session.remote()) return found;
  for (const Table& table : tables_with_bytes(session)) {
    std::string returns = "-- returns:";
    for (std::size_t at = 0; at < table.columns.size(); ++at) returns += " integer";
    const auto counts =
        session.query(statement(returns + "\nSELECT " +
                                joined(table.columns, "SUM(typeof(", ") <> 'blob')", ", ") +
                                " FROM " + table.name),
                      {});
    for (std::size_t at = 0; at < table.columns.size(); ++at) {
      if (const std::int64_t values = counts.integer(0, at); values > 0)
        found.push_back({table.name + "." + table.columns[at], values});
    }
  }
  return found;
}

bool bytes_wait_to_be_converted(Session& session) {
  if (session.remote()) return false;
  const Statement named = statement(
      "-- returns: integer\nSELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger' AND "
      "CAST(name AS BLOB) = :name");
  return session.query(named, {{"name", std::string{trigger}}}).integer(0, 0) > 0;
}

void nothing_waits(Session& session) {
  if (!session.remote()) session.direct(std::string{"DROP TRIGGER IF EXISTS "} + trigger);
}

std::int64_t convert_bytes(Session& session) {
  if (session.remote()) return 0;
  std::int64_t changed = 0;
  for (const Table& table : tables_with_bytes(session)) changed += convert(session, table);
  nothing_waits(session);
  return changed;
}

}  // namespace callwidgets::database
