#include "calls/rejects.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace callwidgets::calls {
namespace {

RejectsError failed(const std::string& path, const char* what) {
  return RejectsError{"rejects file " + path + ": " + what + ": " +
                      std::generic_category().message(errno)};
}

}  // namespace

Rejects::Rejects(std::string path) : path_(std::move(path)), to_(file_) {
  struct stat status {};
  // Only what an import made: `--rejects /dev/null` must not remove the device.
  if (::lstat(path_.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return;
  if (::unlink(path_.c_str()) != 0 && errno != ENOENT)
    throw failed(path_, "an earlier one cannot be removed");
}

Rejects::Rejects(std::ostream& stream) : to_(stream) {}

void Rejects::open() {
  const int fd = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) throw failed(path_, "cannot be made");
  ::close(fd);
  file_.open(path_, std::ios::binary | std::ios::trunc);
  if (!file_) throw failed(path_, "cannot be made");
}

void Rejects::add(std::int64_t line, std::string_view reason, std::string_view raw) {
  if (count_ == 0 && !path_.empty()) open();
  ++count_;
  to_ << line << '\t' << reason << '\t';
  for (std::size_t special; (special = raw.find_first_of("\r\n")) != raw.npos;
       raw.remove_prefix(special + 1)) {
    to_ << raw.substr(0, special) << (raw[special] == '\n' ? "\\n" : "\\r");
  }
  to_ << raw << '\n';
  if (!to_) throw failed(path_, "cannot be written");
}

void Rejects::flush() {
  to_.flush();
  if (!to_ && (count_ > 0 || path_.empty())) throw failed(path_, "cannot be written");
}

}  // namespace callwidgets::calls
