#pragma once
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>

#include "files/descriptor.h"

namespace callwidgets::calls {

// The input as a whole can't be read: not there, a read that failed, a form that isn't known, a
// header that lacks a column. The message doesn't name the file: its owner knows it.
struct InputError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Bytes in order, read once.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Up to `room` bytes into `to`, as many as are there; waits for one. 0 at the end. Throws
  // InputError.
  virtual std::size_t read(char* to, std::size_t room) = 0;
};

// A file, or standard input where the path is `-`. Throws InputError where it can't be opened; a
// signal that the program handles ends a read() too.
class FileSource : public ByteSource {
 public:
  explicit FileSource(const std::string& path);
  // An open file, from where it stands.
  explicit FileSource(files::Descriptor file);

  std::size_t read(char* to, std::size_t room) override;

  // Bytes read so far.
  std::int64_t position() const { return position_; }
  // Bytes of a regular file when it was opened; 0 for a pipe or terminal, whose size nobody knows.
  std::int64_t size() const { return size_; }

 private:
  files::Descriptor file_;
  std::int64_t size_ = 0;
  std::int64_t position_ = 0;
};

}  // namespace callwidgets::calls
