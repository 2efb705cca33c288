#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace callwidgets::calls {

// The fields that an import needs; others are accepted and not kept.
enum class Field : std::uint8_t {
  cdr_id,
  start,
  duration,
  answered,
  customer_id,
  custnr,
  anum,
  anum_md5,
  anum_ndc_name,
  source_name,
  source_media,
  quarantined,
  deleted,
};
inline constexpr std::size_t field_count = 13;
// Those up to here are mandatory, but for a deletion, where `cdr_id` and `deleted` are enough.
inline constexpr Field last_mandatory = Field::customer_id;

std::string_view name_of(Field field);
std::optional<Field> field_named(std::string_view name);

// One call record as an input has it, its values not yet judged. Null, absent and empty are the
// same. All views hold until the reader's next record.
struct Record {
  std::int64_t line = 0;    // where it begins, from 1
  std::int64_t offset = 0;  // bytes of the input before it
  std::string_view raw;     // without the line end; cut where it is longer than a record may be
  std::array<std::string_view, field_count> values;
  std::string problem;  // why it can't be read; the values count only where this is empty

  std::string_view operator[](Field field) const { return values[static_cast<std::size_t>(field)]; }
};

}  // namespace callwidgets::calls
