#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <string>
#include <string_view>

#include "calls/input/byte_source.h"

namespace callwidgets::calls {

// A longer record is a bad one.
inline constexpr std::size_t longest_record = 64 * 1024;

// The part of an input that a reader looks at: from its position on, up to 1 MiB ahead. Borrows the
// source. Views into it hold until the next want() or take_line().
class Window {
 public:
  static constexpr std::size_t capacity = 1024 * 1024;

  explicit Window(ByteSource& source);

  std::string_view bytes() const { return {buffer_.get() + begin_, end_ - begin_}; }
  // Nothing comes after bytes().
  bool ended() const { return ended_; }
  // Reads until bytes() has at least `size` bytes, the input ends or fails, or the window is full.
  // False: nothing was added. Throws InputError where the input fails and nothing was added.
  bool want(std::size_t size);
  // Twice what is there now: for a reader that found its record incomplete, so that looking again
  // stays cheap.
  bool want_more() { return want(bytes().empty() ? 1 : bytes().size() * 2); }

  // Moves the position on; `count` is at most bytes().size().
  void advance(std::size_t count);
  // Where the line that the position is on ends: at its LF, CRLF or CR. npos where bytes() ends
  // before, or with a CR that an LF may still follow.
  std::size_t line_end();
  // Moves past the rest of the line and returns it without its end, cut to longest_record.
  std::string_view take_line();

  std::int64_t line() const { return line_; }      // of the position, from 1
  std::int64_t offset() const { return offset_; }  // bytes before the position

 private:
  void read_more();

  ByteSource* source_;
  std::unique_ptr<char[]> buffer_;  // `capacity` bytes
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool ended_ = false;
  std::exception_ptr failure_;  // of the source, once what came before it has been looked at
  std::int64_t line_ = 1;
  bool after_return_ = false;  // the position is behind a CR
  char usual_end_ = '\n';      // how the line before ended
  std::int64_t offset_ = 0;
  std::string cut_;  // what take_line() returns of a line that is longer than the window
};

// How long the line end at `at` is: 2 for CRLF.
inline std::size_t line_end_length(std::string_view text, std::size_t at) {
  return text.substr(at).starts_with("\r\n") ? 2 : 1;
}

// Where the first line of `text`, all of which is there, ends: its size where it has no line end.
inline std::size_t first_line_end(std::string_view text) {
  return std::min(text.find_first_of("\r\n"), text.size());
}

// Nothing but spaces and tabs.
inline bool is_blank(std::string_view line) { return line.find_first_not_of(" \t") == line.npos; }

}  // namespace callwidgets::calls
