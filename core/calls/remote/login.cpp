#include "calls/remote/login.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "files/descriptor.h"

namespace callwidgets::calls {

Login Login::parse(const std::string& text, const std::string& where) {
  const std::string line = text.substr(0, text.find_first_of("\r\n"));
  const auto colon = line.find(':');
  if (colon == line.npos || colon == 0)
    throw LoginError{where + " holds no login; allowed: one line USER:PASSWORD"};
  return {line.substr(0, colon), line.substr(colon + 1)};
}

Login Login::from_file(const std::string& path) {
  const auto failed = [&path] {
    return LoginError{"login file " + path +
                      ": cannot be read: " + std::generic_category().message(errno)};
  };
  const files::Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  struct stat status {};
  if (!file || ::fstat(file.get(), &status) != 0) throw failed();
  constexpr mode_t of_others = S_IRWXG | S_IRWXO;
  if (S_ISREG(status.st_mode) && (status.st_mode & of_others) != 0)
    throw LoginError{"login file " + path + " may be read by others; chmod 600 " + path};
  std::string text(4096, '\0');
  const ssize_t count = ::read(file.get(), text.data(), text.size());
  if (count < 0) throw failed();
  text.resize(static_cast<std::size_t>(count));
  return parse(text, "login file " + path);
}

}  // namespace callwidgets::calls
