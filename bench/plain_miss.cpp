// What a miss costs at the least: a FastCGI program of libfcgi's that does nothing but ask MariaDB
// the statement of sql/figures/sums.sql, prepared once through its C API, and writes one of its
// counts. One thread, one session. What bench/serving measures callwidgets' misses against.
//   plain_miss SOCKET HOST PORT USER PASSWORD DATABASE NAME=VALUE…
// The names are the statement's parameters, but for the range. It answers call_totals over
// from_date and to_date of the query, and nothing else.
#include <fcgiapp.h>
#include <mysql.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/day.h"
#include "database/parsed_statement.h"
#include "figures/period.h"
#include "figures/sums.h"
#include "sql/statements.h"

using namespace callwidgets;

namespace {

class SumsStatement {
 public:
  SumsStatement(MYSQL* session, std::map<std::string, std::int64_t, std::less<>> given)
      : parsed_(sql::figures::sums), handle_(mysql_stmt_init(session)), given_(std::move(given)) {
    if (mysql_stmt_prepare(handle_, parsed_.text.c_str(), parsed_.text.size()) != 0) fail();
    arguments_.resize(parsed_.parameters.size());
    std::vector<MYSQL_BIND> binds(arguments_.size());
    for (std::size_t i = 0; i < binds.size(); ++i) bind(binds[i], arguments_[i]);
    std::array<MYSQL_BIND, all_columns> columns{};
    for (std::size_t i = 0; i < columns.size(); ++i) {
      bind(columns[i], row_[i]);
      columns[i].is_null = &null_[i];
    }
    if (mysql_stmt_bind_param(handle_, binds.data()) != 0) fail();
    if (mysql_stmt_bind_result(handle_, columns.data()) != 0) fail();
  }

  std::int64_t calls(const calendar::Range& range) {
    const auto runs = figures::Runs::of(range);
    for (std::size_t i = 0; i < arguments_.size(); ++i) {
      arguments_[i] = value(parsed_.parameters[i], runs);
    }
    if (mysql_stmt_execute(handle_) != 0 || mysql_stmt_store_result(handle_) != 0) fail();
    if (mysql_stmt_fetch(handle_) != 0) fail();
    mysql_stmt_free_result(handle_);
    constexpr std::size_t calls = before_sums + figures::Sums::calls;
    return null_[calls] ? 0 : row_[calls];
  }

 private:
  static void bind(MYSQL_BIND& place, std::int64_t& number) {
    place = {};
    place.buffer_type = MYSQL_TYPE_LONGLONG;
    place.buffer = &number;
  }
  std::int64_t value(std::string_view name, const figures::Runs& runs) const {
    if (name == "first_day") return runs.days.first;
    if (name == "last_day") return runs.days.last;
    if (name == "first_month") return runs.months.first;
    if (name == "last_month") return runs.months.last;
    if (name == "first_day_after") return runs.days_after.first;
    if (name == "last_day_after") return runs.days_after.last;
    return given_.find(name)->second;
  }
  [[noreturn]] void fail() { throw std::runtime_error(mysql_stmt_error(handle_)); }

  const database::ParsedStatement parsed_;
  MYSQL_STMT* const handle_;
  const std::map<std::string, std::int64_t, std::less<>> given_;
  std::vector<std::int64_t> arguments_;
  static constexpr std::size_t before_sums = 2;  // the state's
  static constexpr std::size_t all_columns = before_sums + figures::Sums::columns;
  std::array<std::int64_t, all_columns> row_{};
  std::array<my_bool, all_columns> null_{};
};

calendar::Day day(std::string_view query, std::string_view name) {
  const auto found = query.find(name);
  const auto parsed = found == query.npos
                          ? std::nullopt
                          : calendar::parse_day(std::string{query.substr(found + name.size(), 10)});
  return parsed.value_or(calendar::Day{});
}

void answer(FCGX_Request& request, SumsStatement& statement) {
  const char* const given = FCGX_GetParam("QUERY_STRING", request.envp);
  const std::string_view query = given ? given : "";
  const auto calls = statement.calls({day(query, "from_date="), day(query, "to_date=")});
  const std::string body = R"({"dataset":"call_totals","datasources":[{"datasource":0,"data":")" +
                           std::to_string(calls) + "\"}]}";
  const std::string out =
      "Status: 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: " +
      std::to_string(body.size()) + "\r\n\r\n" + body;
  FCGX_PutStr(out.data(), static_cast<int>(out.size()), request.out);
}

int serve(char** argv) {
  MYSQL* const session = mysql_init(nullptr);
  if (!mysql_real_connect(session, argv[2], argv[4], argv[5], argv[6],
                          static_cast<unsigned>(std::atoi(argv[3])), nullptr, 0)) {
    throw std::runtime_error(mysql_error(session));
  }
  std::map<std::string, std::int64_t, std::less<>> given;
  for (char** argument = argv + 7; *argument; ++argument) {
    const std::string_view pair = *argument;
    const auto equals = pair.find('=');
    if (equals == pair.npos) throw std::runtime_error("not NAME=VALUE: " + std::string{pair});
    given[std::string{pair.substr(0, equals)}] = std::atoll(pair.data() + equals + 1);
  }
  SumsStatement statement{session, std::move(given)};
  FCGX_Init();
  std::signal(SIGTERM, SIG_DFL);  // libfcgi's own handler waits for a last request
  const int socket = FCGX_OpenSocket(argv[1], 511);
  if (socket < 0) throw std::runtime_error("the socket cannot be opened");
  FCGX_Request request;
  FCGX_InitRequest(&request, socket, 0);
  while (FCGX_Accept_r(&request) == 0) {
    answer(request, statement);
    FCGX_Finish_r(&request);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 8)
    return std::fputs("plain_miss SOCKET HOST PORT USER PASSWORD DATABASE NAME=VALUE…\n", stderr),
           2;
  return serve(argv);
} catch (const std::exception& error) {
  return std::fprintf(stderr, "plain_miss: %s\n", error.what()), 1;
}
