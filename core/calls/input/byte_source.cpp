#include "calls/input/byte_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace callwidgets::calls {
namespace {

InputError failed(const char* what) {
  return InputError{std::string{what} + ": " + std::generic_category().message(errno)};
}

}  // namespace

FileSource::FileSource(const std::string& path)
    : FileSource(files::Descriptor{path == "-" ? ::dup(STDIN_FILENO)
                                               : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)}) {}

FileSource::FileSource(files::Descriptor file) : file_(std::move(file)) {
  if (!file_) throw failed("cannot be opened");
  struct stat status {};
  if (::fstat(file_.get(), &status) == 0 && S_ISREG(status.st_mode)) size_ = status.st_size;
}

std::size_t FileSource::read(char* to, std::size_t room) {
  const ssize_t count = ::read(file_.get(), to, room);
  if (count < 0) throw failed("cannot be read");
  position_ += count;
  return static_cast<std::size_t>(count);
}

}  // namespace callwidgets::calls
