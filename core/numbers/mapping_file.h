#pragma once
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "calls/areas.h"
#include "numbers/mapping.h"

namespace callwidgets::numbers {

// Mappings as CSV: a header line, then one mapping a line, in the columns number, customer,
// attribution, from, to. What csv_of() writes, read_mappings() reads again to the same mappings.

// A text that can't be read; says line, column, what was found and what is allowed.
struct BadMappingFile : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct FileMapping {
  std::int64_t line;  // where it begins, from 1
  Mapping mapping;
};

// `number` and `customer` are mandatory columns; columns come in any order, separated by commas,
// semicolons or tabs, and others are ignored. Nothing is read of a text that has a bad line. Throws
// BadMappingFile.
std::vector<FileMapping> read_mappings(std::string_view text, calls::Areas& areas,
                                       const std::string& region);

std::string csv_of(const std::vector<Mapping>& mappings);

// The id of a customer, 1 to 18 digits; 0 where `text` is none.
std::int64_t parse_customer(std::string_view text);

}  // namespace callwidgets::numbers
