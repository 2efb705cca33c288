#pragma once
#include <chrono>
#include <cstdint>
#include <string>

namespace callwidgets::admin {

// How far an import is, on standard error: a bar on a terminal, else a line every ten seconds.
class Progress {
 public:
  // `total` bytes; 0 where nobody knows.
  Progress(std::string file, std::int64_t total);
  void show(std::int64_t bytes, std::int64_t calls);
  // `text` in the place of both, behind the file's name.
  void show(const std::string& text);
  // Takes the bar away, so that what is printed next stands alone.
  void clear();

 private:
  bool due();

  std::string file_;
  std::int64_t total_;
  bool terminal_;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace callwidgets::admin
