#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace callwidgets::figures {

// What a widget is drawn from: rows of counts, named where the row is somebody or something.
struct Row {
  std::string name;  // empty where the row has none
  std::vector<std::int64_t> numbers;
};
using Series = std::vector<Row>;

}  // namespace callwidgets::figures
