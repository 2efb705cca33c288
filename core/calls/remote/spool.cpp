#include "calls/remote/spool.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <system_error>

#include "files/write_all.h"

namespace callwidgets::calls {
namespace {

std::string folder() {
  const char* set = std::getenv("TMPDIR");
  return set && *set ? set : "/var/tmp";
}

std::runtime_error failed(const char* what) {
  return std::runtime_error{"a temporary file in " + folder() + " (TMPDIR) cannot be " + what +
                            ": " + std::generic_category().message(errno)};
}

}  // namespace

Spool::Spool() {
  std::string path = folder() + "/callwidgets.XXXXXX";
  file_ = files::Descriptor{::mkostemp(path.data(), O_CLOEXEC)};
  if (!file_) throw failed("made");
  ::unlink(path.c_str());
}

void Spool::write(std::string_view bytes) {
  if (!files::write_all(file_.get(), bytes)) throw failed("written");
  size_ += static_cast<std::int64_t>(bytes.size());
}

void Spool::shrink(std::int64_t size) {
  if (::ftruncate(file_.get(), size) != 0 || ::lseek(file_.get(), size, SEEK_SET) < 0)
    throw failed("written");
  size_ = size;
}

files::Descriptor Spool::reading() const {
  const std::string path = "/proc/self/fd/" + std::to_string(file_.get());
  files::Descriptor again{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (!again) throw failed("read");
  return again;
}

}  // namespace callwidgets::calls
