#include "database/session.h"

#include <algorithm>
#include <chrono>
#include <iterator>
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

std::vector<const Value*> marks_of(std::span<const Values> rows) {
  std::vector<const Value*> marks;
  for (const Values& row : rows) {
    for (const Value& value : row) marks.push_back(&value);
  }
  return marks;
}

}  // namespace

const ParsedStatement& Session::parsed(const Statement& statement, const Repetition& repetition,
                                       std::string_view list) {
  auto& entry = parsed_[{statement.text.data(), repetition}];
  if (!entry) entry = std::make_unique<ParsedStatement>(statement, repetition, list);
  return *entry;
}

std::size_t Session::group(Repetition::Of of, std::size_t left, std::size_t width) const {
  constexpr std::size_t most_marks = 30'000;  // SQLite's bound is 32,766, MySQL's 65,535
  std::size_t rows = most_repetitions(of);
  while (rows > 1 && (rows > left || rows * width > most_marks)) rows /= 2;
  return rows;
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

void Session::query_list(const Statement& statement, const Arguments& arguments,
                         std::string_view list, std::span<const Value> values, const Visit& visit) {
  constexpr std::size_t most_values = 256;
  while (!values.empty()) {
    // A group of the next power of two, filled up with its last value.
    std::size_t size = 1;
    while (size < values.size() && size < most_values) size *= 2;
    const auto taken = values.first(std::min(size, values.size()));
    const ParsedStatement& ready = parsed(statement, {Repetition::Of::list, size}, list);
    std::vector<const Value*> marks;
    std::size_t next = 0;
    for (const std::string_view name : ready.parameters) {
      marks.push_back(name == list ? &taken[std::min(next++, taken.size() - 1)]
                                   : &value_of(name, arguments, statement));
    }
    visit(counted(run_query(ready, marks)));
    values = values.subspan(taken.size());
  }
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
    const std::size_t size = group(of, left.size(), names.size());
    visit(counted(run_query(parsed(statement, {of, size}), marks_of(left.first(size)))));
    left = left.subspan(size);
  }
}

void Session::execute_rows(const Statement& statement, std::span<const Values> rows) {
  while (!rows.empty()) {
    const auto of = Repetition::Of::tuple;
    const std::size_t size = group(of, rows.size(), rows.front().size());
    run(parsed(statement, {of, size}), marks_of(rows.first(size)));
    rows = rows.subspan(size);
  }
}

void Session::load_rows(const Statement&, const Statement& put, std::span<const Values> rows) {
  execute_rows(put, rows);
}

std::unique_ptr<Session> open_reader(const Address& address, Wire* wire) {
  return address.kind == Address::Kind::sqlite ? open_sqlite(address) : open_mysql(address, wire);
}

std::unique_ptr<Session> open_writer(const Address& address) {
  return address.kind == Address::Kind::sqlite ? open_sqlite(address) : open_connector(address);
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
