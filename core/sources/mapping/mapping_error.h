#pragma once
#include <cstddef>
#include <stdexcept>
#include <string>

namespace callwidgets::sources {

// Where something stands in a source's files.
struct Place {
  std::string file;
  std::size_t line = 0;  // from 1
};

// A mistake in a source's file: `FILE:LINE: what was found; what is allowed`.
class MappingError : public std::runtime_error {
 public:
  MappingError(const Place& place, const std::string& text)
      : std::runtime_error(place.file + ":" + std::to_string(place.line) + ": " + text) {}
};

}  // namespace callwidgets::sources
