#pragma once
#include <span>
#include <string>
#include <vector>

#include "database/arguments.h"

namespace callwidgets::database {

// A temporary file with rows in the default format of LOAD DATA: one row per line, values separated
// by tabs; tabs, line ends and backslashes in values are escaped. Only its owner may read it (mode
// 0600), because rows can hold telephone numbers. The destructor removes it.
class LoadFile {
 public:
  // Writes the file. Throws std::system_error.
  explicit LoadFile(std::span<const std::vector<Value>> rows);
  ~LoadFile();
  LoadFile(const LoadFile&) = delete;
  LoadFile& operator=(const LoadFile&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace callwidgets::database
