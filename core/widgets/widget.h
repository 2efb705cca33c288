#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "database/statement.h"
#include "figures/series.h"
#include "json/text.h"
#include "question/question.h"
#include "widgets/presentation.h"
#include "widgets/readings.h"

namespace callwidgets::widgets {

// One widget: a row of the table.
struct Widget {
  std::string_view name;
  const database::Statement* definition;  // over `calls`; what its columns are, the file says
  Reading reading;                        // the same from the figures
  // Writes the value of `data` from the definition's rows.
  void (*draw)(const figures::Series& series, const question::Question& question,
               const Presentation& presentation, json::Text& json);
};

// All widgets, in the order of sql::widget_names.
std::span<const Widget> table();

}  // namespace callwidgets::widgets
