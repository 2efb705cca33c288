#pragma once
#include <cstdint>
#include <string_view>

#include "files/descriptor.h"

namespace callwidgets::calls {

// A file without a name, for what must be there as a whole before it is read: in the folder TMPDIR,
// else in /var/tmp; nobody else can read it, and it goes with the object. Throws
// std::runtime_error.
class Spool {
 public:
  Spool();

  void write(std::string_view bytes);
  std::int64_t size() const { return size_; }
  void shrink(std::int64_t size);
  // A descriptor of its own, at the beginning.
  files::Descriptor reading() const;

 private:
  files::Descriptor file_;
  std::int64_t size_ = 0;
};

}  // namespace callwidgets::calls
