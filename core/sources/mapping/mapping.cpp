#include "sources/mapping/mapping.h"

#include <utility>

#include "sources/mapping/compiler.h"
#include "sources/mapping/evaluation.h"
#include "sources/mapping/leg_fields.h"
#include "sources/mapping/letters.h"

namespace callwidgets::sources {

Mapping::Mapping(const SourceFile& source, std::span<const std::string> columns) {
  Compiler compiler{source, columns};
  for (const LegField& field : leg_fields()) {
    if (NodePointer node = compiler.compile(std::string{field.name})) {
      fields_.push_back({&field, std::move(node)});
    }
  }
  if (source.entry("start") == nullptr) {
    throw MappingError({source.file(), 1},
                       "no line gives start; a line like start = "
                       "time(calldate, \"YYYY-MM-DD hh:mm:ss\") must");
  }
  named_ = compiler.take_named();
  used_ = compiler.used();
}

bool Mapping::read(const Row& row, Leg& leg, std::string& problem) const {
  if (!row.problem.empty()) {
    problem = row.problem;
    return false;
  }
  clear(leg);
  leg.row = row.number;
  Evaluation evaluation{row, named_};
  try {
    for (const auto& [field, node] : fields_) {
      const std::string_view value = node->value(evaluation);
      std::string allowed;
      if (give(leg, *field, value, allowed)) continue;
      problem = std::string{field->name} + " is " + quoted(value) + "; " + allowed;
      return false;
    }
  } catch (const ValueProblem& found) {
    problem = found.text;
    return false;
  }
  if (leg.start > 0) return true;
  problem = "start is empty; a date and time from 1970-01-01 on is allowed";
  return false;
}

std::vector<std::size_t> Mapping::used_columns() const {
  std::vector<std::size_t> numbers;
  for (std::size_t at = 0; at < used_.size(); ++at) {
    if (used_[at]) numbers.push_back(at);
  }
  return numbers;
}

}  // namespace callwidgets::sources
