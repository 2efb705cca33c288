#pragma once
#include <memory>
#include <string>

#include "calls/input/byte_source.h"

struct z_stream_s;

namespace callwidgets::calls {

// What a gzip file holds: one member, or several behind each other, and zeros behind the last.
// Borrows the source. Throws InputError where the data are damaged, end early or are followed by
// something else; what could be read before is handed out first.
class GunzipSource : public ByteSource {
 public:
  explicit GunzipSource(ByteSource& source);
  ~GunzipSource() override;

  std::size_t read(char* to, std::size_t room) override;

 private:
  bool fill();
  bool next_member();

  static constexpr std::size_t piece = 64 * 1024;

  ByteSource& source_;
  std::unique_ptr<char[]> input_;
  std::unique_ptr<z_stream_s> stream_;
  bool between_members_ = false;
  std::string damage_;  // empty: none so far
};

}  // namespace callwidgets::calls
