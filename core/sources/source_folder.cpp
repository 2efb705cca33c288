#include "sources/source_folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <system_error>

#include "files/descriptor.h"
#include "files/write_all.h"
#include "sources/shipped_kinds.h"

namespace callwidgets::sources {
namespace {

constexpr std::string_view ending = ".source";

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& what) {
  throw SourceFolderError{file.string() + ": " + what + ": " + std::strerror(errno)};
}

}  // namespace

void SourceFolder::check_name(const std::string& name) {
  constexpr std::size_t longest = 60;
  constexpr std::string_view allowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
  if (name.empty() || name.size() > longest ||
      name.find_first_not_of(allowed) != std::string::npos) {
    throw SourceFolderError{"the source's name is '" + name.substr(0, longest) +
                            "'; allowed: 1 to 60 letters, digits, dashes and underlines"};
  }
}

std::filesystem::path SourceFolder::file(const std::string& name) const {
  return folder_ / (name + std::string{ending});
}

std::filesystem::path SourceFolder::password_file(const std::string& name) const {
  return folder_ / (name + ".password");
}

std::vector<std::string> SourceFolder::names() const {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator{folder_, error}) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(ending)) names.push_back(name.substr(0, name.size() - ending.size()));
  }
  if (error && error != std::errc::no_such_file_or_directory)
    throw SourceFolderError{folder_.string() + ": " + error.message()};
  std::sort(names.begin(), names.end());
  return names;
}

bool SourceFolder::has(const std::string& name) const {
  std::error_code error;
  const bool there = std::filesystem::exists(file(name), error);
  if (error) throw SourceFolderError{file(name).string() + ": " + error.message()};
  return there;
}

std::string SourceFolder::read(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) fail(file, "it can't be read");
  return {std::istreambuf_iterator<char>{in}, {}};
}

std::string SourceFolder::text(const std::string& name) const {
  check_name(name);
  if (!has(name)) {
    std::string known;
    for (const std::string& one : names()) known += (known.empty() ? "" : ", ") + one;
    throw SourceFolderError{
        "there is no source " + name + " in " + folder_.string() +
        (known.empty() ? "; callwidgets-admin source add makes one" : "; there are: " + known)};
  }
  return read(file(name));
}

std::string SourceFolder::password(const std::string& name) const {
  const auto file = password_file(name);
  std::error_code error;
  const bool there = std::filesystem::exists(file, error);
  if (error) throw SourceFolderError{file.string() + ": " + error.message()};
  if (!there) return {};
  std::string text = read(file);
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  return text;
}

std::optional<std::string> SourceFolder::kind(const std::string& name) const {
  const auto own = folder_ / "kinds" / (name + std::string{ending});
  std::error_code error;
  if (std::filesystem::exists(own, error)) return read(own);
  const auto shipped = shipped_kinds().find(name);
  if (shipped == shipped_kinds().end()) return std::nullopt;
  return shipped->second;
}

void SourceFolder::write(const std::filesystem::path& file, std::string_view text) const {
  const files::Descriptor to{
      ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR)};
  if (!to) fail(file, "it can't be made");
  if (files::write_all(to.get(), text)) return;
  const int why = errno;
  ::unlink(file.c_str());
  errno = why;
  fail(file, "it can't be written");
}

void SourceFolder::add(const std::string& name, std::string_view text,
                       std::string_view password) const {
  check_name(name);
  if (has(name)) {
    throw SourceFolderError{"there is a source " + name + " already: " + file(name).string() +
                            " is its file, to be edited"};
  }
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  if (error) throw SourceFolderError{folder_.string() + ": it can't be made: " + error.message()};
  std::filesystem::remove(password_file(name), error);
  if (!password.empty()) write(password_file(name), std::string{password} + "\n");
  write(file(name), text);
}

void SourceFolder::remove(const std::string& name) const {
  text(name);
  std::error_code error;
  std::filesystem::remove(password_file(name), error);
  if (!std::filesystem::remove(file(name), error)) {
    throw SourceFolderError{file(name).string() + ": it can't be removed: " + error.message()};
  }
}

}  // namespace callwidgets::sources
