#pragma once
#include <cstddef>
#include <cstdint>
#include <string>

#include "files/descriptor.h"

namespace callwidgets::figures {

// A temporary file without a name, gone when this is. Every error is a std::system_error that names
// the folder.
class SpillFile {
 public:
  // `folder` empty: the environment's TMPDIR, else /tmp.
  explicit SpillFile(const std::string& folder);

  void append(const void* bytes, std::size_t size);
  void read(std::uint64_t offset, void* bytes, std::size_t size) const;  // all of it, or an error

 private:
  [[noreturn]] void fail(int error, const char* doing) const;

  std::string folder_;
  files::Descriptor file_;
};

}  // namespace callwidgets::figures
