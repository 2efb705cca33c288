#include "database/load_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

#include "files/descriptor.h"
#include "files/write_all.h"

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
  throw std::system_error(errno, std::generic_category(),
                          "cannot make a temporary file for loading calls");
}

}  // namespace

LoadFile::LoadFile(std::span<const std::vector<Value>> rows) {
  const char* folder = std::getenv("TMPDIR");
  path_ = std::string{folder && *folder ? folder : "/tmp"} + "/callwidgets-load-XXXXXX";
  const files::Descriptor file{::mkostemp(path_.data(), O_CLOEXEC)};
  if (!file) fail();
  try {
    std::string text;
    for (const auto& row : rows) {
      for (std::size_t at = 0; at < row.size(); ++at) {
        if (at > 0) text += '\t';
        append(text, row[at]);
      }
      text += '\n';
      if (text.size() > (1 << 20)) {
        if (!files::write_all(file.get(), text)) fail();
        text.clear();
      }
    }
    if (!files::write_all(file.get(), text)) fail();
  } catch (...) {
    ::unlink(path_.c_str());
    throw;
  }
}

LoadFile::~LoadFile() { ::unlink(path_.c_str()); }

}  // namespace callwidgets::database
