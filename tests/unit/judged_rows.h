// Rows of a telephone system, and what a shipped kind and the rules make of them.
#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "sources/verdicts/verdict.h"

namespace callwidgets::test {

// What a row has in some columns; the others are empty.
using RowValues = std::vector<std::pair<std::string, std::string>>;

struct RowTable {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;

  RowTable() = default;
  // The columns are those that any row has.
  explicit RowTable(const std::vector<RowValues>& rows);
};

// Commas, a header line, quotes around a field at most.
RowTable table_in(const std::string& csv);

struct JudgedRows {
  std::map<std::string, sources::Verdict> verdicts;  // by the arrival's or the leg's id
  std::vector<std::string> problems;                 // of rows that are no legs
};

// `settings` are the lines of a source's file behind `kind = KIND`.
JudgedRows judged(const std::string& kind, const std::string& settings, const RowTable& table);

// `answered 40 after 5`, `missed voicemail after 45`, or why it is left out.
std::string in_words(const sources::Verdict& verdict);

// Asserts that these are the verdicts of all ids, and that no row is bad: as the rows stand, from
// the last to the first, in random order, and with each of them twice.
using Expected = std::map<std::string, std::string>;
void assert_verdicts(const std::string& kind, const std::string& settings, const RowTable& table,
                     const Expected& expected);

}  // namespace callwidgets::test
