#pragma once
#include <span>
#include <string>
#include <vector>

#include "database/arguments.h"

namespace callwidgets::database {

// Rows in a temporary file, as LOAD DATA reads them by default: tabs between values, a line a row,
// both and the backslash escaped. Only its owner may read it, for rows can hold telephone numbers;
// it goes with the object. Throws std::system_error.
class LoadFile {
 public:
  explicit LoadFile(std::span<const std::vector<Value>> rows);
  ~LoadFile();
  LoadFile(const LoadFile&) = delete;
  LoadFile& operator=(const LoadFile&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace callwidgets::database
