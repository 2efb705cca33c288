#include "database/sqlite_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "database/error.h"
#include "files/descriptor.h"

namespace callwidgets::database {
namespace {

std::string words_of(int error) { return std::generic_category().message(error); }

}  // namespace

FileState FileState::at(const std::string& path) {
  struct stat found {};
  if (stat(path.c_str(), &found) != 0) return {};
  return {found.st_dev, found.st_ino, found.st_size,
          std::int64_t{found.st_mtim.tv_sec} * 1'000'000'000 + found.st_mtim.tv_nsec};
}

std::string file_problem(const std::string& path) {
  const auto folder = std::filesystem::path{path}.parent_path();
  struct stat found {};
  if (stat(path.c_str(), &found) != 0) {
    const int error = errno;
    if (error == ENOENT && !folder.empty() && access(folder.c_str(), F_OK) != 0)
      return path + ": its folder is not there";
    if (error == ENOENT)
      return path + " is not there: callwidgets-admin migrate makes it, or put a backup there";
    return path + " can't be had: " + words_of(error);
  }
  if (S_ISDIR(found.st_mode)) return path + " is a folder, not a database file";
  if (!S_ISREG(found.st_mode)) return path + " is no file";
  if (faccessat(AT_FDCWD, path.c_str(), R_OK, AT_EACCESS) != 0)
    return path + " can't be read: " + words_of(errno);
  return {};
}

std::string folder_problem(const std::string& path) {
  const auto folder = std::filesystem::path{path}.parent_path();
  if (faccessat(AT_FDCWD, folder.empty() ? "." : folder.c_str(), W_OK, AT_EACCESS) == 0) return {};
  return "the folder must be writable, for the files that SQLite keeps beside the database: " +
         words_of(errno);
}

void make_file(const std::string& path) {
  const files::Descriptor made{open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640)};
  if (made || errno == EEXIST) return;
  const int error = errno;
  const std::string problem = error == ENOENT ? file_problem(path) : "";
  throw Error(Error::Kind::unavailable, Cause::cannot_open,
              problem.empty() ? path + " can't be made: " + words_of(error) : problem);
}

}  // namespace callwidgets::database
