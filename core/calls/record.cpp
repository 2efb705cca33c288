#include "calls/record.h"

namespace callwidgets::calls {
namespace {

constexpr std::array<std::string_view, field_count> names = {
    "cdr_id",   "start",         "duration",    "answered",     "customer_id", "custnr",  "anum",
    "anum_md5", "anum_ndc_name", "source_name", "source_media", "quarantined", "deleted",
};

}  // namespace

std::string_view name_of(Field field) { return names[static_cast<std::size_t>(field)]; }

std::optional<Field> field_named(std::string_view name) {
  for (std::size_t i = 0; i < field_count; ++i) {
    if (names[i] == name) return static_cast<Field>(i);
  }
  return std::nullopt;
}

}  // namespace callwidgets::calls
