#include "judged_rows.h"

#include <cppunit/TestAssert.h>

#include <algorithm>
#include <random>

#include "calls/reason.h"
#include "mapping_of.h"
#include "sources/shipped_kinds.h"
#include "sources/verdicts/verdicts.h"

namespace callwidgets::test {
namespace {

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (const char one : line) {
    if (one == '"') {
      quoted = !quoted;
    } else if (one == ',' && !quoted) {
      fields.emplace_back();
    } else {
      fields.back() += one;
    }
  }
  return fields;
}

sources::Method method_of(const sources::SourceFile& source) {
  const std::string method = source.text("method");
  CPPUNIT_ASSERT(method == "legs" || method == "calls");
  return method == "legs" ? sources::Method::legs : sources::Method::calls;
}

Expected all_in_words(const JudgedRows& judged) {
  Expected words;
  for (const auto& [id, verdict] : judged.verdicts) words[id] = test::in_words(verdict);
  return words;
}

void assert_equal(const std::string& order, const Expected& expected, const JudgedRows& judged) {
  for (const std::string& problem : judged.problems)
    CPPUNIT_ASSERT_EQUAL_MESSAGE(order, std::string{}, problem);
  const Expected found = all_in_words(judged);
  for (const auto& [id, words] : expected) {
    CPPUNIT_ASSERT_MESSAGE(order + ": no verdict of " + id, found.contains(id));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(order + ": " + id, words, found.at(id));
  }
  CPPUNIT_ASSERT_EQUAL_MESSAGE(order, expected.size(), found.size());
}

}  // namespace

RowTable::RowTable(const std::vector<RowValues>& values) {
  for (const RowValues& row : values) {
    for (const auto& [name, value] : row) {
      if (std::find(columns.begin(), columns.end(), name) == columns.end()) columns.push_back(name);
    }
  }
  for (const RowValues& row : values) {
    auto& made = rows.emplace_back(columns.size());
    for (const auto& [name, value] : row) {
      const auto column = std::find(columns.begin(), columns.end(), name) - columns.begin();
      made[static_cast<std::size_t>(column)] = value;
    }
  }
}

RowTable table_in(const std::string& csv) {
  RowTable table;
  for (std::size_t at = 0; at < csv.size();) {
    const std::size_t end = std::min(csv.find('\n', at), csv.size());
    const auto fields = fields_of(csv.substr(at, end - at));
    if (table.columns.empty()) {
      table.columns = fields;
    } else {
      CPPUNIT_ASSERT_EQUAL(table.columns.size(), fields.size());
      table.rows.push_back(fields);
    }
    at = end + 1;
  }
  return table;
}

JudgedRows judged(const std::string& kind, const std::string& settings, const RowTable& table) {
  const auto source = source_of("kind = " + kind + "\n" + settings, sources::shipped_kinds());
  const sources::Mapping mapping{source, table.columns};
  JudgedRows judged;
  std::vector<sources::Leg> legs;
  std::int64_t number = 0;
  for (const auto& values : table.rows) {
    const std::vector<std::string_view> views{values.begin(), values.end()};
    sources::Row row;
    row.number = ++number;
    row.values = views;
    sources::Leg leg;
    std::string problem;
    if (mapping.read(row, leg, problem)) {
      leg.row = number;
      legs.push_back(std::move(leg));
    } else {
      judged.problems.push_back(problem);
    }
  }
  sources::Rules rules;
  rules.minimum_talk = static_cast<std::int32_t>(source.number("minimum_talk"));
  rules.short_seconds = static_cast<std::int32_t>(source.number("short_seconds"));
  rules.count_blocked = source.yes("count_blocked");
  const sources::BridgeLog bridges;
  const sources::QueueLog queues;
  const auto verdicts = sources::judge(method_of(source), rules, legs, bridges, queues);
  verdicts->each([&](const sources::Verdict& verdict, std::span<const std::uint32_t>) {
    judged.verdicts[verdict.id] = verdict;
  });
  return judged;
}

std::string in_words(const sources::Verdict& verdict) {
  if (verdict.left_out != sources::LeftOut::counted)
    return std::string{sources::name_of(verdict.left_out)};
  const std::string after = " after " + std::to_string(verdict.waited);
  if (!verdict.answered) return "missed " + std::string{calls::name_of(verdict.reason)} + after;
  return std::string{"answered "} + (verdict.at_most ? "at most " : "") +
         std::to_string(verdict.talk) + after;
}

void assert_verdicts(const std::string& kind, const std::string& settings, const RowTable& table,
                     const Expected& expected) {
  assert_equal("in order", expected, judged(kind, settings, table));
  RowTable other = table;
  std::reverse(other.rows.begin(), other.rows.end());
  assert_equal("from the last", expected, judged(kind, settings, other));
  std::mt19937 random{18};
  constexpr int orders = 5;
  for (int order = 0; order < orders; ++order) {
    std::shuffle(other.rows.begin(), other.rows.end(), random);
    assert_equal("at random", expected, judged(kind, settings, other));
  }
  other.rows.insert(other.rows.end(), table.rows.begin(), table.rows.end());
  assert_equal("twice", expected, judged(kind, settings, other));
  std::shuffle(other.rows.begin(), other.rows.end(), random);
  assert_equal("twice, at random", expected, judged(kind, settings, other));
}

}  // namespace callwidgets::test
