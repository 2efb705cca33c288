// A source's file in a test, and what it makes of a row.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "sources/mapping/mapping.h"

namespace callwidgets::test {

using Files = std::map<std::string, std::string>;  // kinds by their names

inline sources::SourceFile source_of(const std::string& text, const Files& kinds = {}) {
  return {"my.source", text, [&kinds](const std::string& name) -> std::optional<std::string> {
            const auto found = kinds.find(name);
            if (found == kinds.end()) return std::nullopt;
            return found->second;
          }};
}

// A table of one row.
struct OneRow {
  std::vector<std::string> columns;
  std::vector<std::string> values;

  sources::Row row() {
    views.assign(values.begin(), values.end());
    sources::Row row;
    row.number = 7;
    row.values = views;
    return row;
  }
  std::vector<std::string_view> views;
};

// The leg, or the problem.
struct Read {
  sources::Leg leg;
  std::string problem;
};

inline Read read(const std::string& text, OneRow table, const Files& kinds = {}) {
  const auto source = source_of(text, kinds);
  const sources::Mapping mapping{source, table.columns};
  Read read;
  const bool fits = mapping.read(table.row(), read.leg, read.problem);
  if (fits != read.problem.empty()) read.problem += " (but told otherwise)";
  return read;
}

// The text of the mistake, or nothing.
inline std::string mistake(const std::string& text, const Files& kinds = {},
                           const std::vector<std::string>& columns = {"a", "b", "Call Time"}) {
  try {
    const auto source = source_of(text, kinds);
    if (source.entry("start") != nullptr) const sources::Mapping mapping{source, columns};
    return {};
  } catch (const sources::MappingError& error) {
    return error.what();
  }
}

// What an expression of the columns a and b gives, as text; or the problem, after a `!`.
inline std::string value_of(const std::string& expression, const std::string& a = {},
                            const std::string& b = {}, const std::string& more = {}) {
  const auto result =
      read("zone = Europe/Berlin\n" + more + "\nstart = 1800000000\ncaller = " + expression,
           {{"a", "b", "Call Time"}, {a, b, "noon"}, {}});
  return result.problem.empty() ? result.leg.caller : "!" + result.problem;
}

}  // namespace callwidgets::test
