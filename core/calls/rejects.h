#pragma once
#include <cstdint>
#include <fstream>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace callwidgets::calls {

struct RejectsError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The rows that an import could not read, a line each: line number, tab, reason, tab, the raw
// record. So that it stays one line, a line feed inside the record is written as \n and a carriage
// return as \r (a backslash and a letter); nothing else is changed, so that a record of one line
// can be cut out, mended and imported again. Not for use by two threads.
class Rejects {
 public:
  // To a file, which only its owner may read, for it holds telephone numbers. An earlier import's
  // goes at once; a new one is made with the first bad row. Throws RejectsError.
  explicit Rejects(std::string path);
  // To a stream that stays the caller's, such as standard error.
  explicit Rejects(std::ostream& stream);
  Rejects(const Rejects&) = delete;
  Rejects& operator=(const Rejects&) = delete;

  // Throws RejectsError.
  void add(std::int64_t line, std::string_view reason, std::string_view raw);
  // Makes sure that all of them are written. Throws RejectsError where they could not be.
  void flush();
  std::int64_t count() const { return count_; }

 private:
  void open();

  std::string path_;
  std::ofstream file_;
  std::ostream& to_;
  std::int64_t count_ = 0;
};

}  // namespace callwidgets::calls
