#include "calls/input/gunzip_source.h"

#include <zlib.h>

#include <algorithm>
#include <new>

namespace callwidgets::calls {

GunzipSource::GunzipSource(ByteSource& source)
    : source_(source), input_(new char[piece]), stream_(std::make_unique<z_stream_s>()) {
  constexpr int gzip_alone = 16;
  if (::inflateInit2(stream_.get(), MAX_WBITS + gzip_alone) != Z_OK) throw std::bad_alloc{};
}

GunzipSource::~GunzipSource() { ::inflateEnd(stream_.get()); }

// False where the input ends.
bool GunzipSource::fill() {
  if (stream_->avail_in > 0) return true;
  const std::size_t count = source_.read(input_.get(), piece);
  stream_->next_in = reinterpret_cast<Bytef*>(input_.get());
  stream_->avail_in = static_cast<uInt>(count);
  return count > 0;
}

// False where none follows.
bool GunzipSource::next_member() {
  bool padding = false;
  while (fill()) {
    if (*stream_->next_in == 0) {
      padding = true;
      ++stream_->next_in;
      --stream_->avail_in;
      continue;
    }
    if (padding || *stream_->next_in != 0x1f)
      throw InputError{"something that is not gzip follows the gzip data"};
    ::inflateReset(stream_.get());
    return true;
  }
  return false;
}

std::size_t GunzipSource::read(char* to, std::size_t room) {
  const uInt asked = static_cast<uInt>(std::min(room, std::size_t{1} << 30));
  stream_->next_out = reinterpret_cast<Bytef*>(to);
  stream_->avail_out = asked;
  while (asked > 0 && damage_.empty() && stream_->avail_out == asked) {
    if (between_members_) {
      if (!next_member()) return 0;
      between_members_ = false;
    }
    if (!fill()) throw InputError{"the gzip data end early: the file was cut off"};
    const int result = ::inflate(stream_.get(), Z_NO_FLUSH);
    if (result == Z_STREAM_END) {
      between_members_ = true;
    } else if (result == Z_MEM_ERROR) {
      throw std::bad_alloc{};
    } else if (result != Z_OK && result != Z_BUF_ERROR) {
      damage_ = std::string{"the gzip data are damaged"} +
                (stream_->msg ? std::string{": "} + stream_->msg : "");
      break;
    }
  }
  // What came out before the damage is handed out first.
  if (!damage_.empty() && stream_->avail_out == asked) throw InputError{damage_};
  return asked - stream_->avail_out;
}

}  // namespace callwidgets::calls
