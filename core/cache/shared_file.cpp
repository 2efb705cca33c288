#include "cache/shared_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <filesystem>
#include <system_error>
#include <thread>

namespace callwidgets::cache {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

[[noreturn]] void fail(const std::string& what) {
  throw std::system_error(errno, std::generic_category(), what);
}

// False: it is not there, not ours, or stays.
bool set_aside(const std::string& path) {
  struct stat status {};
  if (lstat(path.c_str(), &status) != 0 || status.st_uid != geteuid()) return false;
  if (!S_ISDIR(status.st_mode)) return unlink(path.c_str()) == 0;
  const std::string aside =
      path + ".aside-" + std::to_string(steady_clock::now().time_since_epoch().count());
  return rename(path.c_str(), aside.c_str()) == 0;
}

bool set_lock(int fd, short type) {
  struct flock range {};
  range.l_type = type;
  range.l_whence = SEEK_SET;
  range.l_len = 1;
  return fcntl(fd, F_OFD_SETLK, &range) == 0;
}

}  // namespace

SharedFile::SharedFile(const std::string& path) : path_(path) {
  mkdir(std::filesystem::path{path}.parent_path().c_str(), 0750);
  if (open()) return;
  const int why = errno;
  if (set_aside(path) && open()) return;
  errno = why;
  fail(path);
}

// The flags but the first three guard against what is no file.
bool SharedFile::open() {
  file_ = files::Descriptor{::open(
      path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0640)};
  if (!file_ || fstat(file_.get(), &status_) != 0) return false;
  if (S_ISREG(status_.st_mode)) return true;
  errno = EINVAL;
  return false;
}

bool SharedFile::in_place() const {
  struct stat there {};
  return lstat(path_.c_str(), &there) == 0 && there.st_dev == status_.st_dev &&
         there.st_ino == status_.st_ino;
}

bool SharedFile::read(std::uint64_t at, void* bytes, std::size_t size) const {
  return read_some(at, bytes, size) == size;
}

std::size_t SharedFile::read_some(std::uint64_t at, void* bytes, std::size_t size) const {
  std::size_t done = 0;
  while (done < size) {
    const auto got = pread(file_.get(), static_cast<char*>(bytes) + done, size - done,
                           static_cast<off_t>(at + done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

void SharedFile::write(std::uint64_t at, const void* bytes, std::size_t size) const {
  for (std::size_t done = 0; done < size;) {
    const auto put = pwrite(file_.get(), static_cast<const char*>(bytes) + done, size - done,
                            static_cast<off_t>(at + done));
    if (put < 0 && errno == EINTR) continue;
    if (put == 0) errno = ENOSPC;
    if (put <= 0) fail(path_);
    done += static_cast<std::size_t>(put);
  }
}

void SharedFile::shorten(std::uint64_t size) const {
  if (ftruncate(file_.get(), static_cast<off_t>(size)) != 0) fail(path_);
}

SharedFile::Lock::Lock(const SharedFile& file) : file_(file) {
  // Whoever has it needs microseconds; one who was stopped meanwhile must not stop the others.
  const auto until = steady_clock::now() + milliseconds{100};
  while (!(held_ = set_lock(file_.file_.get(), F_WRLCK)) && steady_clock::now() < until) {
    if (errno != EAGAIN && errno != EACCES && errno != EINTR) fail(file_.path_);
    std::this_thread::sleep_for(milliseconds{1});
  }
}

SharedFile::Lock::~Lock() {
  if (held_) set_lock(file_.file_.get(), F_UNLCK);
}

}  // namespace callwidgets::cache
