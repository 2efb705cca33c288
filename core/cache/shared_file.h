#pragma once
#include <sys/stat.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "files/descriptor.h"

namespace callwidgets::cache {

// A file that several processes read and write at any place. It is never mapped into memory:
// whatever becomes of it meanwhile (shortened, overwritten, removed), a reading gives fewer or
// other bytes, and nothing worse. Everything but Lock may be called from any thread.
class SharedFile {
 public:
  // Opens the file, and makes it and its folder where they are missing. What lies in the file's
  // place and can't be used is removed or, a folder, renamed, if it belongs to this user. Throws
  // std::system_error.
  explicit SharedFile(const std::string& path);

  // Whether the path still leads here; nobody else finds a file that was removed or replaced.
  bool in_place() const;

  // False: the file does not hold so many bytes there.
  bool read(std::uint64_t at, void* bytes, std::size_t size) const;
  // As many as there are, up to `size`.
  std::size_t read_some(std::uint64_t at, void* bytes, std::size_t size) const;
  // These two throw std::system_error.
  void write(std::uint64_t at, const void* bytes, std::size_t size) const;
  void shorten(std::uint64_t size) const;

  // The right to write, of one process at a time; it ends with the process, too. Within a process
  // the caller sees to it. The kernel keeps it for this opening of the file alone, so that no other
  // close() of the process ends it.
  class Lock {
   public:
    // Waits for a tenth of a second at most. Throws std::system_error where there are no locks.
    explicit Lock(const SharedFile& file);
    ~Lock();
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;
    explicit operator bool() const { return held_; }

   private:
    const SharedFile& file_;
    bool held_ = false;
  };

 private:
  bool open();

  const std::string path_;
  files::Descriptor file_;
  struct stat status_ {};
};

}  // namespace callwidgets::cache
