#include "damage.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace callwidgets::test {
namespace {

namespace fs = std::filesystem;

std::uintmax_t below(std::uintmax_t limit, std::mt19937& random) {
  return std::uniform_int_distribution<std::uintmax_t>(
      0, std::max<std::uintmax_t>(limit, 1) - 1)(random);
}

std::uintmax_t size_of(const std::string& file) {
  return fs::is_regular_file(file) ? fs::file_size(file) : 0;
}

// Where bytes are likely to matter: near the beginning, or anywhere.
std::uintmax_t some_place(std::uintmax_t size, std::mt19937& random) {
  return below(random() % 2 ? size : std::min<std::uintmax_t>(size, 200), random);
}

void overwrite(const std::string& file, std::uintmax_t at, const std::string& bytes) {
  std::fstream out{file, std::ios::in | std::ios::out | std::ios::binary};
  out.seekp(static_cast<std::streamoff>(at));
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

void shorten(const std::string& file, std::mt19937& random) {
  if (const auto size = size_of(file)) fs::resize_file(file, some_place(size, random));
}

void flip(const std::string& file, std::mt19937& random) {
  const auto size = size_of(file);
  for (int n = 0; size && n < 50; ++n) {
    const auto at = some_place(size, random);
    std::ifstream in{file, std::ios::binary};
    in.seekg(static_cast<std::streamoff>(at));
    const auto byte = static_cast<char>(in.get() ^ (1 << random() % 8));
    in.close();
    overwrite(file, at, {byte});
  }
}

void zeros(const std::string& file, std::mt19937& random) {
  const auto size = size_of(file);
  if (!size) return;
  const auto at = some_place(size, random);
  overwrite(file, at, std::string(below(size - at, random) + 1, '\0'));
}

void noise(const std::string& file, std::mt19937& random) {
  const auto size = size_of(file);
  std::string bytes(std::min<std::uintmax_t>(size, 4096), '\0');
  for (char& byte : bytes) byte = static_cast<char>(random());
  if (size) overwrite(file, some_place(size, random), bytes);
}

void nothing_but_zeros(const std::string& file, std::mt19937&) {
  if (const auto size = size_of(file)) overwrite(file, 0, std::string(size, '\0'));
}

void empty(const std::string& file, std::mt19937&) {
  if (size_of(file)) fs::resize_file(file, 0);
}

void remove(const std::string& file, std::mt19937&) { fs::remove_all(file); }

void a_folder(const std::string& file, std::mt19937&) {
  fs::remove_all(file);
  fs::create_directory(file);
  std::ofstream{file + "/in it"} << "somebody's";
}

void no_permission(const std::string& file, std::mt19937&) { chmod(file.c_str(), 0); }

void a_pipe(const std::string& file, std::mt19937&) {
  fs::remove_all(file);
  mkfifo(file.c_str(), 0600);
}

void a_link_to_nowhere(const std::string& file, std::mt19937&) {
  fs::remove_all(file);
  fs::create_symlink("no such file", file);
}

}  // namespace

const std::vector<std::pair<std::string, Damage>>& damages() {
  static const std::vector<std::pair<std::string, Damage>> all = {
      {"shortened", shorten},
      {"bits flipped", flip},
      {"zeros written into it", zeros},
      {"noise written into it", noise},
      {"nothing but zeros", nothing_but_zeros},
      {"emptied", empty},
      {"removed", remove},
      {"a folder in its place", a_folder},
      {"no permission", no_permission},
      {"a pipe in its place", a_pipe},
      {"a link to nowhere in its place", a_link_to_nowhere},
  };
  return all;
}

int damage_rounds(int otherwise) {
  const char* given = std::getenv("CALLWIDGETS_DAMAGES");
  return given ? std::atoi(given) : otherwise;
}

}  // namespace callwidgets::test
