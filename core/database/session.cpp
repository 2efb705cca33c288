#include "database/session.h"

#include <algorithm>
#include <bit>
#include <chrono>
#include <iterator>
#include <stdexcept>
#include <thread>

#include "database/connector.h"
#include "database/mysql.h"
#include "database/sqlite.h"

namespace callwidgets::database {

namespace {

std::vector<const Value*> marks_of(const ParsedStatement& statement, const Arguments& arguments,
                                   const Statement& source) {
  std::vector<const Value*> marks;
  for (const std::string_view name : statement.parameters) {
    marks.push_back(&value_of(name, arguments, source));
  }
  return marks;
}

// Of `size` rows: where there are fewer, the last one again.
std::vector<const Value*> marks_of(std::span<const Values> rows, std::size_t size) {
  std::vector<const Value*> marks;
  marks.reserve(size * rows.front().size());
  for (std::size_t row = 0; row < size; ++row) {
    for (const Value& value : rows[std::min(row, rows.size() - 1)]) marks.push_back(&value);
  }
  return marks;
}

// Rows go in groups whose sizes have three binary digits and zeros (1 to 8, 10, 12, 14, 16, 20 …):
// few statements to prepare, and few to send for any number of rows.
std::size_t step_at(std::size_t rows) {
  return std::size_t{1} << std::max(static_cast<int>(std::bit_width(rows)) - 3, 0);
}
std::size_t group_within(std::size_t rows) { return rows / step_at(rows) * step_at(rows); }
std::size_t group_around(std::size_t rows) { return group_within(rows + step_at(rows) - 1); }

// How many of the first rows, or one, fit into what any server takes at once: its
// max_allowed_packet may be a megabyte.
std::size_t rows_in_a_packet(std::span<const Values> rows) {
  constexpr std::size_t most_bytes = 512 * 1024;
  std::size_t bytes = 0, fitting = 0;
  for (; fitting < rows.size(); ++fitting) {
    for (const Value& value : rows[fitting]) {
      const auto* text = std::get_if<std::string>(&value);
      bytes += text ? text->size() : sizeof(std::int64_t);
    }
    if (bytes > most_bytes) break;
  }
  return std::max(fitting, std::size_t{1});
}

}  // namespace

std::size_t memory_of(const Values& row) {
  std::size_t bytes = sizeof(Values) + row.size() * sizeof(Value);
  for (const Value& value : row) {
    // A short one lies in the value itself.
    const auto* text = std::get_if<std::string>(&value);
    if (text && text->size() >= sizeof(std::string) / 2) bytes += text->size();
  }
  return bytes;
}

const ParsedStatement& Session::parsed(const Statement& statement, const Repetition& repetition,
                                       std::string_view list) {
  auto& entry = parsed_[{statement.text.data(), repetition}];
  if (!entry) entry = std::make_unique<ParsedStatement>(statement, repetition, list);
  return *entry;
}

Rows Session::counted(Rows rows) {
  rows_read_ += rows.size();
  return rows;
}

Rows Session::query(const Statement& statement, const Arguments& arguments) {
  const ParsedStatement& ready = parsed(statement);
  return counted(run_query(ready, marks_of(ready, arguments, statement)));
}

std::int64_t Session::execute(const Statement& statement, const Arguments& arguments) {
  const ParsedStatement& ready = parsed(statement);
  return run(ready, marks_of(ready, arguments, statement));
}

template <class Run>
void Session::in_groups(const Statement& statement, const Arguments& arguments,
                        std::string_view list, std::span<const Value> values, Run run) {
  constexpr std::size_t most_values = 256;
  while (!values.empty()) {
    // Filled up with its last value.
    const std::size_t size = std::min(group_around(values.size()), most_values);
    const auto taken = values.first(std::min(size, values.size()));
    const ParsedStatement& ready = parsed(statement, {Repetition::Of::list, size}, list);
    std::vector<const Value*> marks;
    std::size_t next = 0;
    for (const std::string_view name : ready.parameters) {
      marks.push_back(name == list ? &taken[std::min(next++, taken.size() - 1)]
                                   : &value_of(name, arguments, statement));
    }
    run(ready, marks);
    values = values.subspan(taken.size());
  }
}

void Session::query_list(const Statement& statement, const Arguments& arguments,
                         std::string_view list, std::span<const Value> values, const Visit& visit) {
  in_groups(statement, arguments, list, values, [&](const ParsedStatement& ready, Marks marks) {
    visit(counted(run_query(ready, marks)));
  });
}

std::int64_t Session::execute_list(const Statement& statement, const Arguments& arguments,
                                   std::string_view list, std::span<const Value> values) {
  std::int64_t rows = 0;
  in_groups(statement, arguments, list, values,
            [&](const ParsedStatement& ready, Marks marks) { rows += run(ready, marks); });
  return rows;
}

void Session::query_each(const Statement& statement, std::vector<Values> keys, const Visit& visit) {
  // Where many differ in the last column only a list costs a server a third less than conditions.
  constexpr std::ptrdiff_t many = 8;
  const auto& names = parsed(statement).parameters;
  std::vector<Values> few;
  std::sort(keys.begin(), keys.end());
  for (auto first = keys.begin(); first != keys.end();) {
    const auto last = std::find_if(first, keys.end(), [&](const Values& key) {
      return !std::equal(first->begin(), first->end() - 1, key.begin());
    });
    if (last - first < many) {
      std::move(first, last, std::back_inserter(few));
    } else {
      Arguments same;
      for (std::size_t at = 0; at + 1 < names.size(); ++at)
        same.push_back({names[at], (*first)[at]});
      std::vector<Value> values;
      std::for_each(first, last, [&](const Values& key) { values.push_back(key.back()); });
      query_list(statement, same, names.back(), values, visit);
    }
    first = last;
  }
  for (std::span<const Values> left = few; !left.empty();) {
    const auto of = Repetition::Of::condition;
    const std::size_t size = std::min(group_around(left.size()), most_repetitions(of));
    visit(counted(run_query(parsed(statement, {of, size}), marks_of(left, size))));
    left = left.subspan(std::min(size, left.size()));
  }
}

void Session::execute_rows(const Statement& statement, std::span<const Values> rows) {
  while (!rows.empty()) {
    const auto of = Repetition::Of::tuple;
    const std::size_t size =
        group_within(rows_in_a_packet(rows.first(std::min(rows.size(), most_repetitions(of)))));
    run(parsed(statement, {of, size}), marks_of(rows, size));
    rows = rows.subspan(size);
  }
}

void Session::load_rows(const Statement&, const Statement& put, std::span<const Values> rows) {
  execute_rows(put, rows);
}

namespace {

// PostgreSQL is for other programs' tables alone, through a module.
void check_own(const Address& address) {
  if (address.kind == Address::Kind::postgresql)
    throw std::logic_error("callwidgets keeps its calls in SQLite, MySQL or MariaDB");
}

}  // namespace

std::unique_ptr<Session> open_reader(const Address& address, Wire* wire,
                                     LockPatience patience) try {
  check_own(address);
  return address.kind == Address::Kind::sqlite
             ? open_sqlite_reader(address, wire, std::move(patience))
             : open_mysql(address, wire);
} catch (const Error& error) {
  throw error.of(address.shown());
}

std::unique_ptr<Session> open_foreign(const Address& address) try {
  check_own(address);
  if (address.kind == Address::Kind::sqlite) return open_sqlite_foreign(address);
  auto session = open_mysql(address, nullptr);
  session->direct("SET SESSION time_zone = '+00:00'");
  return session;
} catch (const Error& error) {
  throw error.of(address.shown());
}

std::unique_ptr<Session> open_writer(const Address& address, std::chrono::seconds answered_within,
                                     Absent absent, LockPatience patience) try {
  check_own(address);
  return address.kind == Address::Kind::sqlite
             ? open_sqlite_writer(address, absent, std::move(patience))
             : open_connector(address, answered_within);
} catch (const Error& error) {
  throw error.of(address.shown());
}

void in_transaction(Session& session, const std::function<void()>& body) {
  for (int attempt = 1;; ++attempt) {
    try {
      session.begin();
      body();
      session.commit();
      return;
    } catch (const Error& error) {
      session.rollback();
      if (error.kind() != Error::Kind::conflict || attempt == 20) throw;
    } catch (...) {
      session.rollback();
      throw;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{10 * attempt});
  }
}

}  // namespace callwidgets::database
