#include "sources/feeds/column_places.h"

#include <algorithm>
#include <cctype>

#include "sources/rows/rows_error.h"

namespace callwidgets::sources {
namespace {

bool same(std::string_view one, std::string_view other) {
  return std::ranges::equal(one, other, [](unsigned char a, unsigned char b) {
    return std::tolower(a) == std::tolower(b);
  });
}

}  // namespace

std::optional<std::size_t> ColumnPlaces::find(std::initializer_list<std::string_view> names) const {
  for (const std::string_view name : names) {
    for (std::size_t place = 0; place < columns_.size(); ++place) {
      if (same(columns_[place], name)) return place;
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
