#include "figures/spill_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace callwidgets::figures {
namespace {

std::string chosen(const std::string& folder) {
  if (!folder.empty()) return folder;
  const char* usual = std::getenv("TMPDIR");
  return usual != nullptr && *usual != '\0' ? usual : "/tmp";
}

}  // namespace

SpillFile::SpillFile(const std::string& folder) : folder_(chosen(folder)) {
  std::string name = folder_ + "/callwidgets-sort-XXXXXX";
  file_ = ::mkostemp(name.data(), O_CLOEXEC);
  if (file_ < 0) fail(errno, "cannot create a temporary file in ");
  ::unlink(name.c_str());
}

SpillFile::~SpillFile() { ::close(file_); }

void SpillFile::append(const void* bytes, std::size_t size) {
  const char* at = static_cast<const char*>(bytes);
  while (size > 0) {
    const ssize_t written = ::write(file_, at, size);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) fail(written < 0 ? errno : ENOSPC, "cannot write to a temporary file in ");
    at += written;
    size -= static_cast<std::size_t>(written);
  }
}

void SpillFile::read(std::uint64_t offset, void* bytes, std::size_t size) const {
  char* at = static_cast<char*>(bytes);
  while (size > 0) {
    const ssize_t got = ::pread(file_, at, size, static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) fail(got < 0 ? errno : EIO, "cannot read back a temporary file in ");
    at += got;
    offset += static_cast<std::uint64_t>(got);
    size -= static_cast<std::size_t>(got);
  }
}

void SpillFile::fail(int error, const char* doing) const {
  throw std::system_error(error, std::generic_category(), doing + folder_);
}

}  // namespace callwidgets::figures
