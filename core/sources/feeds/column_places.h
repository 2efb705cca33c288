#pragma once
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace callwidgets::sources {

// Where columns stand in the rows of a log, by their names in any case.
class ColumnPlaces {
 public:
  // `log` is how messages name it. Both are borrowed.
  ColumnPlaces(const std::string& log, std::span<const std::string> columns)
      : log_(log), columns_(columns) {}

  // The first of these names that there is.
  std::optional<std::size_t> find(std::initializer_list<std::string_view> names) const;
  // Throws RowsError where there is none, naming those that there are.
  std::size_t of(std::initializer_list<std::string_view> names) const;

 private:
  const std::string& log_;
  std::span<const std::string> columns_;
};

}  // namespace callwidgets::sources
