// How the databases go about each statement of sql/: on an account with many calls none that runs
// for a batch, a call or an answer may read a whole table, or all that an account or a scope has.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <array>
#include <deque>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

#include "accounts/account.h"
#include "database/session.h"
#include "import_site.h"
#include "sql_client.h"

namespace callwidgets::test {
namespace {

using database::ParsedStatement;
using database::Repetition;

// What may read much, and why. A whole folder, or one statement.
const std::map<std::string, std::string> kMayReadMuch = {
    {"stats/", "tells how large everything is, when it is asked"},
    {"verify/", "counts everything again"},
    {"widgets/", "says what a widget means, over the calls themselves: `query --read calls`"},
    {"accounts/all", "has a row for each account"},
    {"accounts/highest", "has a row for each account"},
    {"customers/among", "as many rows as a caller may see; of very many the whole account is read"},
    {"feed/block", "128 accounts"},
    {"feed/heads", "has a row for each account, and adds them up"},
    {"credentials/of_kind", "lists all of them"},
    {"credentials/customers_of_kind", "lists all of them"},
    {"migrations/version", "has a row for each schema"},
    {"generations/building", "an account has two or three generations"},
    {"generations/retired", "an account has two or three generations"},
    {"accounts/without_account", "takes one row, where no account is left"},
    {"calls/count", "once after a first load, and once in a verification"},
    {"calls/remove_all", "what an interrupted first load has left"},
    {"changed/remove_all", "once when a rebuild begins or ends"},
    {"changed/remove_up_to_version", "once when a rebuild has built"},
    {"calls/of_caller", "a slice of the calls: no index has their callers"},
    {"calls/count_of_customer", "once when a customer is merged or removed"},
    {"credentials/count_of_customer", "once when a customer is merged or removed"},
    {"credentials/name_customer_too", "once when a customer is merged"},
    {"credentials/name_customer_no_more", "once when a customer is merged or removed"},
    {"numbers/count_of_customer", "once when a customer is merged or removed"},
    {"numbers/move_customer", "once when a customer is merged"},
    {"numbers/remove_of_customer", "once when a customer is removed"},
    {"merged/of_account", "once when a customer is removed: a row for each that was merged"},
    {"merged/follow", "once when a customer is merged: a row for each that was before"},
    {"customers/numbers", "once in a rebuild or a verification"},
    {"callers/remove_scope", "of a generation that is gone"},
    {"numbers/all", "all mappings are kept in memory"},
    {"sources/all", "an account has a few"},
    {"scopes/remove", "of a generation that is gone"},
    {"figures/remove_scope_sums", "of a generation that is gone"},
    {"figures/remove_scope_tallies", "of a generation that is gone"},
};

// What reads an index in its order and stops at the first rows: it may not sort.
const std::set<std::string> kStopsEarly = {
    "calls/any",         "calls/slice_end",   "erased/any",        "calls/group_end",
    "callers/group_end", "changed/to_replay", "customers/highest", "generations/highest",
    "names/highest",     "scopes/highest",    "calls/of_source",   "sources/highest",
};

// Their key is the account alone.
const std::set<std::string> kOfOneRow = {"accounts", "served_generations", "purges", "loads"};
const std::set<std::string> kOfManyPeriods = {"sums", "period_tallies", "caller_days"};

bool may_read_much(const std::string& name) {
  return kMayReadMuch.contains(name) || kMayReadMuch.contains(name.substr(0, name.find('/') + 1));
}

struct SqlFile {
  std::string name, text;
  database::Statement statement() const { return {name, text}; }
};

// All but the schema, what gives rows to put, what no database explains, and what reads other
// programs' tables (table_rows_test.cpp).
std::deque<SqlFile> explained_files() {
  std::deque<SqlFile> files;
  const auto root = source_path() / "sql";
  for (const auto& entry : std::filesystem::recursive_directory_iterator{root}) {
    if (entry.path().extension() != ".sql") continue;
    const auto file = std::filesystem::relative(entry.path(), root).replace_extension();
    if (file.parent_path() == "schema" || file.parent_path() == "sources") continue;
    SqlFile one{file.string(), read_all(entry.path().string())};
    const std::string text = ParsedStatement{one.statement()}.text;
    if (text.starts_with("CREATE ") || text.starts_with("LOAD DATA ") ||
        text.find("\nVALUES (") != text.npos || text.find(") VALUES (") != text.npos) {
      continue;
    }
    files.push_back(std::move(one));
  }
  std::sort(files.begin(), files.end(),
            [](const SqlFile& left, const SqlFile& right) { return left.name < right.name; });
  return files;
}

struct Step {
  std::string text;   // as the database says it
  std::string fault;  // reads much; empty where it doesn't
  bool sorts = false;
};

std::string word_after(const std::string& text, const std::string& mark) {
  const auto at = text.find(mark);
  if (at == text.npos) return {};
  const auto begin = at + mark.size();
  return text.substr(begin, text.find_first_of(" )", begin) - begin);
}

// A line of SQLite's EXPLAIN QUERY PLAN.
Step sqlite_step(const std::string& text) {
  Step step{text,
            {},
            text.find("USE TEMP B-TREE") != text.npos &&
                text.find("FOR RIGHT PART OF ORDER BY") == text.npos};  // equal ones alone
  const std::string searched = word_after(text, "SEARCH ");
  if (text.starts_with("SCAN ") && text != "SCAN CONSTANT ROW" && text != "SCAN first_call" &&
      text != "SCAN counted") {
    step.fault = "reads a whole table";
  } else if (text.ends_with("(account=?)") && !kOfOneRow.contains(searched)) {
    step.fault = "reads all that an account has";
  } else if (text.ends_with("(scope=?)") && kOfManyPeriods.contains(searched)) {
    step.fault = "reads all that a scope has";
  }
  return step;
}

// A row of a server's EXPLAIN: id, select_type, table, type, possible_keys, key, key_len, ref,
// rows, Extra.
Step server_step(const std::string& row) {
  std::array<std::string, 10> columns;
  std::istringstream in{row};
  for (std::string& column : columns) std::getline(in, column, '\t');
  const auto& [id, select, table, type, possible, key, key_length, ref, rows, extra] = columns;
  Step step{row, {}, extra.find("filesort") != extra.npos || extra.find("temporary") != extra.npos};
  if (extra.find("mpossible") != extra.npos || extra.find("no matching row") != extra.npos) {
    step.fault = "shows no plan: give its parameters values that are there";
  } else if ((type == "ALL" || type == "index") && !table.starts_with("<derived")) {
    step.fault = "reads a whole table or index";
  } else if (type != "const" && type != "eq_ref" && key_length == "4" &&
             !kOfOneRow.contains(table)) {
    step.fault = "reads all that an account has";
  } else if (key_length == "8" && kOfManyPeriods.contains(table)) {
    step.fault = "reads all that a scope has";
  }
  return step;
}

template <Database kind>
class PlansTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PlansTest);
  CPPUNIT_TEST(no_statement_of_a_batch_or_an_answer_reads_more_as_an_account_grows);
  CPPUNIT_TEST_SUITE_END();

 public:
  void no_statement_of_a_batch_or_an_answer_reads_more_as_an_account_grows() {
    fill();
    std::string faults;
    std::size_t explained = 0;
    for (const SqlFile& file : explained_files()) {
      for (const Step& step : steps_of(file)) {
        ++explained;
        const bool stops_early = kStopsEarly.contains(file.name);
        if (stops_early && step.sorts) faults += file.name + " sorts: " + step.text + "\n";
        if (step.fault.empty() || stops_early || may_read_much(file.name)) continue;
        faults += file.name + " " + step.fault + ": " + step.text + "\n";
      }
    }
    CPPUNIT_ASSERT_EQUAL(std::string{}, faults);
    CPPUNIT_ASSERT(explained > 100);
  }

 private:
  // Two accounts, and what is written for a batch, for many of them.
  void fill() {
    const Finished made = run({program_path("callwidgets-many-calls"), "--calls", "30000",
                               "--customers", "1200", "--days", "400"});
    const std::string file = site_.file("calls.csv", made.out);
    site_.site().must_admin({"account", "add", "two"});
    for (const char* account : {"one", "two"}) {
      site_.site().must_admin({"import", file, "--bulk", "yes", "--account", account});
    }
    session_ = database::open_writer(*database::Address::parse(site_.database()));
    for (const char* statement : {
             "INSERT INTO changed_calls SELECT account, cdr_id, CAST(cdr_id AS SIGNED), customer, "
             "start, duration, answered, quarantined, caller, attribution, origin FROM calls",
             "INSERT INTO day_versions SELECT scopes.account, sums.scope, sums.period, sums.period "
             "- 19000 "
             "FROM sums JOIN scopes ON scopes.scope = sums.scope WHERE sums.grain = 20",
             "INSERT INTO batches SELECT account, 1000 + CAST(cdr_id AS SIGNED), "
             "x'00000000000000000000000000000000', CAST(cdr_id AS SIGNED), 7, 0 FROM calls",
             "INSERT INTO names SELECT account, 1000 + CAST(cdr_id AS SIGNED), cdr_id, cdr_id FROM "
             "calls",
             "INSERT INTO loads SELECT account, x'00000000000000000000000000000000', 0 FROM "
             "accounts",
             "INSERT INTO purges (account, before_day, figures_stay, finished) SELECT account, 0, "
             "1, "
             "1 FROM accounts",
             "INSERT INTO credentials SELECT 2, cdr_id, cdr_id, account, 0, 0, cdr_id, 0, 0, 0, 0 "
             "FROM calls WHERE account = 1",
             "INSERT INTO credentials SELECT 2, x'61206e616d65', x'', account, 0, 0, x'', 0, 0, 0, "
             "0 FROM accounts WHERE account = 1",
             "INSERT INTO credential_customers SELECT kind, name, 1001 FROM credentials",
             "INSERT INTO erased_calls SELECT account, cdr_id, 0 FROM calls",
             "INSERT INTO merged_customers SELECT account, customer_id, customer_id FROM customers",
             "REPLACE INTO day_versions SELECT account, 0, -1, 1 FROM accounts",
             "UPDATE accounts SET version = 31000",
             "UPDATE calls SET source = 3 WHERE caller > 0",
             "INSERT INTO sources SELECT account, 1000 + CAST(cdr_id AS SIGNED), cdr_id, 0 FROM "
             "calls",
             "INSERT INTO number_mappings SELECT account, cdr_id, kinds.kind, 0, 20000, 7, cdr_id "
             "FROM calls, (SELECT 0 AS kind UNION ALL SELECT 2) AS kinds",
             "INSERT INTO sources SELECT account, 1, x'61206e616d65', 0 FROM accounts",
         }) {
      session_->direct(statement);
    }
    if (kind == Database::sqlite) return;
    for (const char* table : {"accounts",         "batches",
                              "caller_days",      "calls",
                              "changed_calls",    "credential_customers",
                              "credential_state", "credentials",
                              "customers",        "day_versions",
                              "erased_calls",     "generations",
                              "merged_customers", "names",
                              "number_mappings",  "period_tallies",
                              "scopes",           "served_generations",
                              "sources",          "sums"}) {
      sql(site_.database(), std::string{"ANALYZE TABLE "} + table);
    }
  }

  std::int64_t number(const std::string& query) {
    queries_.push_back("-- returns: integer\n" + query);
    return session_->query({"number", queries_.back()}, {}).integer(0, 0);
  }

  // The n-th value of a parameter; values that are there, of the first account.
  database::Value value(std::string_view name, std::int64_t n = 0) {
    if (scope_ == 0) {
      scope_ = number(
          "SELECT scope FROM scopes JOIN served_generations ON served_generations.account = "
          "scopes.account AND served_generations.generation = scopes.generation "
          "WHERE scopes.account = 1 AND customer = 0");
      generation_ = number("SELECT generation FROM served_generations WHERE account = 1");
    }
    const std::map<std::string_view, std::int64_t> numbers{
        {"account", 1},
        {"generation", generation_},
        {"seen_generation", generation_},
        {"scope", scope_},
        {"customer", 1},
        {"customers", 1},
        {"customer_id", 1001},
        {"customer_ids", 1001},
        {"into_id", 1002},
        {"number", 1},
        {"numbers", 1},
        {"first_id", 1001},
        {"last_id", 1001},
        {"any_custnr", 1},
        {"caller", 5},
        {"callers", 5},
        {"part", 0},
        {"grain", 20},
        {"period", 19800},
        {"day", 19900},
        {"before_day", 19900},
        {"first_day", 19730},
        {"last_day", 19753},
        {"first_month", 649},
        {"last_month", 655},
        {"first_day_after", 19960},
        {"last_day_after", 19970},
        {"kind", 2},
        {"key", 3},
        {"version", 1100},
        {"seen_version", 31000},
        {"seen_nonce", 7},
        {"nonce", 7},
        {"batch", 3},
        {"applied_at", 1'710'000'000},
        {"limit", 1000},
        {"pagesize", 100},
        {"skipped", 0},
        {"name_id", 30900},
        {"whole", 0},
        {"any", 0},
        {"every", 1},
        {"from", 19800},
        {"to", 19830},
        {"start", 1'710'000'000},
        {"before", 1'710'000'000},
        {"now", 1'710'000'000},
        {"hour", 5},
        {"call_source", 3},
        {"from_day", 0},
        {"last_start", 1'720'000'000},
        {"unfinished_from", 1'710'000'000},
        {"first", std::int64_t{1} << 32},
        {"last", (std::int64_t{2} << 32) - 1},
    };
    static const std::map<std::string_view, std::string> texts{
        {"name", "a name"},   {"time_zone", "UTC"},
        {"custnr", ""},       {"source", "0123456789abcdef"},
        {"tzdata", "2025b"},  {"mapped_number", "1105"},
        {"caller_number", ""}};
    const std::string id = std::to_string(1100 + n);
    if (name == "digests") return id + std::string(16 - id.size(), '\0');
    if (name == "cdr_id" || name == "cdr_ids" || name == "after" || name == "last_cdr_id")
      return id;
    if (const auto found = numbers.find(name); found != numbers.end()) return found->second + n;
    if (const auto found = texts.find(name); found != texts.end()) return found->second;
    throw std::logic_error("this test wants a value for :" + std::string{name});
  }

  // The names of `IN (:name)`.
  static std::vector<std::string> lists_in(const std::string& text) {
    std::vector<std::string> lists;
    for (auto at = text.find("IN (:"); at != text.npos; at = text.find("IN (:", at + 1)) {
      lists.push_back(text.substr(at + 5, text.find(')', at) - at - 5));
    }
    return lists;
  }

  // As it runs for one value or key, and as the session repeats it for many.
  std::vector<Step> steps_of(const SqlFile& file) {
    const auto lists = lists_in(file.text);
    if (kind == Database::sqlite) return sqlite_steps(file, lists);
    std::vector<ParsedStatement> forms{ParsedStatement{file.statement()}};
    for (const std::string& list : lists) {
      forms.emplace_back(file.statement(), Repetition{Repetition::Of::list, 256}, list);
      if (list == "period" || list == "cdr_id") {
        forms.emplace_back(file.statement(), Repetition{Repetition::Of::condition, 256});
      }
    }
    std::vector<Step> steps;
    for (const ParsedStatement& form : forms) {
      std::istringstream rows{sql(site_.database(), "EXPLAIN " + with_values(form))};
      for (std::string row; std::getline(rows, row);) steps.push_back(server_step(row));
    }
    return steps;
  }

  static std::string literal(const std::string& bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text = "x'";
    for (const char c : bytes) {
      text += digits[static_cast<unsigned char>(c) >> 4];
      text += digits[static_cast<unsigned char>(c) & 15];
    }
    return text + "'";
  }

  std::string with_values(const ParsedStatement& form) {
    std::map<std::string_view, std::int64_t> seen;
    std::string text;
    std::size_t mark = 0;
    for (const char c : form.text) {
      if (c != '?') {
        text += c;
        continue;
      }
      const std::string_view name = form.parameters[mark++];
      const bool many = name == "period" || name.ends_with("cdr_id") || name.ends_with("s");
      const database::Value one = value(name, many ? seen[name]++ : 0);
      const auto* bytes = std::get_if<std::string>(&one);
      text += bytes ? literal(*bytes) : std::to_string(std::get<std::int64_t>(one));
    }
    return text;
  }

  std::vector<Step> sqlite_steps(const SqlFile& file, const std::vector<std::string>& lists) {
    std::string plain;
    std::istringstream lines{file.text};
    for (std::string line; std::getline(lines, line);) {
      if (!line.starts_with("--")) plain += line + "\n";
    }
    queries_.push_back("-- returns: integer integer integer bytes\nEXPLAIN QUERY PLAN " + plain);
    const database::Statement statement{"plan", queries_.back()};
    database::Arguments arguments;
    for (const std::string_view name : ParsedStatement{statement}.parameters) {
      arguments.push_back({name, value(name)});
    }
    std::vector<Step> steps;
    const auto add = [&](const database::Rows& rows) {
      for (std::size_t row = 0; row < rows.size(); ++row) {
        steps.push_back(sqlite_step(std::string{rows.bytes(row, 3)}));
      }
    };
    add(session_->query(statement, arguments));
    for (const std::string& list : lists) {
      std::vector<database::Value> values;
      for (std::int64_t n = 0; n < 256; ++n) values.push_back(value(list, n));
      session_->query_list(statement, arguments, list, values, add);
    }
    return steps;
  }

  ImportSite site_{kind};
  std::unique_ptr<database::Session> session_;
  std::deque<std::string> queries_;  // a session knows its statements by their places
  std::int64_t scope_ = 0, generation_ = 0;
};

using PlansSqlite = PlansTest<Database::sqlite>;
using PlansMariadb = PlansTest<Database::mariadb>;
using PlansMysql56 = PlansTest<Database::mysql56>;
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(PlansSqlite, "plans_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(PlansMariadb, "plans_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(PlansMysql56, "plans_mysql56");

}  // namespace
}  // namespace callwidgets::test
