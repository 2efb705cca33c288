#include "figures/upkeep/spill_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

#include "files/write_all.h"

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
  file_ = files::Descriptor{::mkostemp(name.data(), O_CLOEXEC)};
  if (!file_) fail(errno, "cannot create a temporary file in ");
  ::unlink(name.c_str());
}

void SpillFile::append(const void* bytes, std::size_t size) {
  if (!files::write_all(file_.get(), {static_cast<const char*>(bytes), size})) {
    fail(errno, "cannot write to a temporary file in ");
  }
}

void SpillFile::read(std::uint64_t offset, void* bytes, std::size_t size) const {
  char* at = static_cast<char*>(bytes);
  while (size > 0) {
    const ssize_t got = ::pread(file_.get(), at, size, static_cast<off_t>(offset));
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
