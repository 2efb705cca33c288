#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "sources/mapping/mapping_error.h"

namespace callwidgets::sources {

// A line `name = value`, put together from as many lines of the file as it takes.
struct SourceLine {
  Place place;
  std::string word;  // `let` or `list` before the name; mostly empty
  std::string name;
  bool adds = false;  // `+=` in place of `=`
  std::string value;  // without comments; a line break where a line of the file ends
};

// The lines of a source's file. Throws MappingError.
std::vector<SourceLine> source_lines(const std::string& file, std::string_view text);

// The items of a list: words or quoted strings, commas between. Throws MappingError.
std::vector<std::string> list_items(std::string_view value, const Place& place);

// A value without the quotes around it, where it has any. Throws MappingError.
std::string plain_value(std::string_view value, const Place& place);

bool is_name(std::string_view text);

}  // namespace callwidgets::sources
