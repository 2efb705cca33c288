#include "sources/feeds/column_places.h"

#include "sources/mapping/letters.h"
#include "sources/rows/rows_error.h"

namespace callwidgets::sources {
std::optional<std::size_t> ColumnPlaces::find(std::initializer_list<std::string_view> names) const {
  for (const std::string_view name : names) {
    for (std::size_t place = 0; place < columns_.size(); ++place) {
      if (same_letters(columns_[place], name)) return place;
    }
  }
  return std::nullopt;
}

std::size_t ColumnPlaces::of(std::initializer_list<std::string_view> names) const {
  if (const auto place = find(names)) return *place;
  std::string there;
  for (const std::string& column : columns_) there += (there.empty() ? "" : ", ") + column;
  throw RowsError{log_ + " has no column " + std::string{*names.begin()} + "; it has: " + there};
}

}  // namespace callwidgets::sources
