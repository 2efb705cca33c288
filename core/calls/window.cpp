#include "calls/window.h"

#include <algorithm>
#include <cstring>

namespace callwidgets::calls {

Window::Window(ByteSource& source) : source_(&source), buffer_(new char[capacity]) {}

bool Window::want(std::size_t size) {
  size = std::min(size, capacity);
  const std::size_t had = end_ - begin_;
  if (ended_ || had >= size) return false;
  if (begin_ > 0) {
    std::memmove(buffer_.get(), buffer_.get() + begin_, had);
    begin_ = 0;
    end_ = had;
  }
  while (end_ < size) {
    const std::size_t count = source_->read(buffer_.get() + end_, capacity - end_);
    if (count == 0) {
      ended_ = true;
      break;
    }
    end_ += count;
  }
  return end_ > had;
}

void Window::advance(std::size_t count) {
  const char* from = buffer_.get() + begin_;
  line_ += std::count(from, from + count, '\n');
  begin_ += count;
  offset_ += static_cast<std::int64_t>(count);
}

std::string_view Window::take_line() {
  std::size_t end;
  while ((end = bytes().find('\n')) == std::string_view::npos) {
    if (bytes().size() <= longest_record && want_more()) continue;
    if (ended_) break;
    // Longer than a record may be: kept up to there, and passed over.
    cut_.assign(bytes().substr(0, longest_record));
    do {
      advance(std::min(bytes().find('\n'), bytes().size()));
    } while (bytes().empty() && want(1));
    if (!bytes().empty()) advance(1);
    return cut_;
  }
  const std::string_view line = bytes().substr(0, end);
  advance(std::min(line.size() + 1, bytes().size()));
  return without_return(line).substr(0, longest_record);
}

}  // namespace callwidgets::calls
