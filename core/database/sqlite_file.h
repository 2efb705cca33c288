#pragma once
#include <sys/types.h>

#include <compare>
#include <cstdint>
#include <string>

namespace callwidgets::database {

// Nothing here may open a database's file: closing it again would drop the locks that SQLite holds
// on it for the whole process.

// Which file lies at a path, and in which state: another one after a rename, another state after it
// was written to past its write-ahead log.
struct FileState {
  dev_t device = 0;
  ino_t inode = 0;
  std::int64_t bytes = 0, changed_ns = 0;
  auto operator<=>(const FileState&) const = default;

  // All zeros where there is none.
  static FileState at(const std::string& path);
};

// Why SQLite can't use the file, in words for the operator, beginning with its path; empty where it
// seems usable.
std::string file_problem(const std::string& path);

// What SQLite misses in the file's folder; empty where nothing.
std::string folder_problem(const std::string& path);

// Makes an empty file where there is none, for its owner and group alone. Throws Error.
void make_file(const std::string& path);

}  // namespace callwidgets::database
