#include "database/migration.h"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "database/stored_bytes.h"
#include "sql/statements.h"

namespace callwidgets::database {
namespace {

// `schema/0001_calls` is number 1.
std::int64_t number_of(const Statement& file) {
  return std::stoll(std::string{file.name.substr(file.name.find('/') + 1, 4)});
}

// An index or a column that an interrupted run had made already: not every database knows
// IF NOT EXISTS for them. SQLite says so in words alone.
bool done_already(const Error& error) {
  constexpr int duplicate_key_name = 1061, duplicate_column_name = 1060;
  return error.code() == duplicate_key_name || error.code() == duplicate_column_name ||
         std::string_view{error.what()}.find("duplicate column name") != std::string_view::npos;
}

// A file's statements as this database wants them.
std::vector<std::string> statements_of(Session& session, const Statement& file) {
  std::vector<std::string> statements;
  std::string_view rest = file.text;
  for (auto end = rest.find(";\n"); end != rest.npos; end = rest.find(";\n")) {
    std::string text = session.schema_text(rest.substr(0, end));
    if (!text.empty()) statements.push_back(std::move(text));
    rest.remove_prefix(end + 2);
  }
  return statements;
}

// A server ends the running transaction for such a statement.
bool changes_tables(std::string_view statement) {
  while (statement.starts_with("--") || statement.starts_with("\n"))
    statement.remove_prefix(statement.find('\n') + 1);
  return statement.starts_with("CREATE ") || statement.starts_with("ALTER ") ||
         statement.starts_with("DROP ");
}

void run(Session& session, std::span<const std::string> statements) {
  for (const std::string& statement : statements) {
    try {
      session.direct(statement);
    } catch (const Error& error) {
      if (!done_already(error)) throw;
    }
  }
}

// What a file does to rows after its last change of tables is one transaction with the note that it
// was applied: no program of another schema writes in between. On SQLite the whole file is.
void apply(Session& session, const Statement& file) {
  const auto statements = statements_of(session, file);
  const std::span all{statements};
  const auto last = std::find_if(all.rbegin(), all.rend(), changes_tables);
  const auto of_tables = static_cast<std::size_t>(all.rend() - last);
  if (session.remote()) run(session, all.first(of_tables));
  in_transaction(session, [&] {
    run(session, session.remote() ? all.subspan(of_tables) : all);
    session.execute(sql::migrations::add, {{"number", number_of(file)}});
  });
}

bool has_accounts_table(Session& session) try {
  session.query(sql::accounts::highest, {});
  return true;
} catch (const Error& error) {
  if (error.cause() != Cause::table_missing) throw;
  return false;
}

}  // namespace

std::int64_t applied_schema(Session& session) {
  session.direct(session.schema_text(sql::migrations::start.text));
  return session.query(sql::migrations::version, {}).integer(0, 0);
}

std::vector<std::int64_t> migrate(Session& session, std::int64_t last) {
  const std::int64_t applied = applied_schema(session);
  std::vector<std::int64_t> numbers;
  for (const Statement& file : sql::schema) {
    if (number_of(file) <= applied || number_of(file) > last) continue;
    apply(session, file);
    numbers.push_back(number_of(file));
  }
  if (applied == 0) nothing_waits(session);
  return numbers;
}

std::int64_t newest_schema() { return number_of(sql::schema.back()); }

std::string schema_problem(Session& session) {
  std::int64_t applied = 0;
  try {
    applied = session.query(sql::migrations::version, {}).integer(0, 0);
  } catch (const Error& error) {
    if (error.cause() != Cause::table_missing) throw;
  }
  if (applied == newest_schema()) return {};
  if (applied == 0) {
    return has_accounts_table(session)
               ? "the database looks half restored: it has tables, but no note of their schema "
                 "(schema_migrations): restore the whole backup again"
               : "the database has no tables yet: run callwidgets-admin migrate";
  }
  const std::string found = "the tables are of schema " + std::to_string(applied) +
                            ", and this program works with schema " +
                            std::to_string(newest_schema());
  return found + (applied < newest_schema()
                      ? ": run callwidgets-admin migrate"
                      : ": install the newer callwidgets that they belong to, or restore a backup "
                        "from before its migrate");
}

void require_schema(Session& session) {
  if (const std::string problem = schema_problem(session); !problem.empty())
    throw Error(Error::Kind::refused, Cause::told, problem);
}

}  // namespace callwidgets::database
