#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "database/statement.h"
#include "figures/series.h"
#include "question/question.h"
#include "widgets/json_text.h"

namespace callwidgets::widgets {

// What an operator may choose about how answers look.
struct Presentation {
  std::int64_t top_customers = 10;
  std::string customer_url = "/mypages/dashboard/scid:{id}";
};

// One widget: a row of the table.
struct Widget {
  std::string_view name;
  const database::Statement* definition;  // over `calls`; what its columns are, the file says
  // Writes the value of `data` from the definition's rows.
  void (*draw)(const figures::Series& series, const question::Question& question,
               const Presentation& presentation, JsonText& json);
};

// All widgets, and their names in the same order.
std::span<const Widget> table();
std::span<const std::string_view> names();

}  // namespace callwidgets::widgets
