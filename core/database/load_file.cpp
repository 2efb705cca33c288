#include "database/load_file.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace callwidgets::database {
namespace {

void append(std::string& text, const Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    text += std::to_string(*integer);
    return;
  }
  for (const char c : std::get<std::string>(value)) {
    switch (c) {
      case '\t':
        text += "\\t";
        break;
      case '\n':
        text += "\\n";
        break;
      case '\\':
        text += "\\\\";
        break;
      case '\0':
        text += "\\0";
        break;
      default:
        text += c;
    }
  }
}

[[noreturn]] void fail() {
  throw std::system_error(errno, std::generic_category(), "a temporary file for loading calls");
}

void write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const auto written = ::write(fd, text.data(), text.size());
    if (written < 0 && errno != EINTR) fail();
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

LoadFile::LoadFile(std::span<const std::vector<Value>> rows) {
  const char* folder = std::getenv("TMPDIR");
  path_ = std::string{folder && *folder ? folder : "/tmp"} + "/callwidgets-load-XXXXXX";
  const int fd = ::mkstemp(path_.data());
  if (fd < 0) fail();
  try {
    std::string text;
    for (const auto& row : rows) {
      for (std::size_t at = 0; at < row.size(); ++at) {
        if (at > 0) text += '\t';
        append(text, row[at]);
      }
      text += '\n';
      if (text.size() > (1 << 20)) {
        write_all(fd, text);
        text.clear();
      }
    }
    write_all(fd, text);
  } catch (...) {
    ::close(fd);
    ::unlink(path_.c_str());
    throw;
  }
  ::close(fd);
}

LoadFile::~LoadFile() { ::unlink(path_.c_str()); }

}  // namespace callwidgets::database
