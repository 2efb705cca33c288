#include "calls/input/window.h"

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
  while (end_ < size && !ended_ && !failure_) read_more();
  // What came before a failure is there to be looked at first, whatever pieces it came in.
  if (failure_ && end_ == had) std::rethrow_exception(failure_);
  return end_ > had;
}

void Window::read_more() {
  try {
    const std::size_t count = source_->read(buffer_.get() + end_, capacity - end_);
    end_ += count;
    ended_ = count == 0;
  } catch (const InputError&) {
    failure_ = std::current_exception();
  }
}

void Window::advance(std::size_t count) {
  if (count == 0) return;
  const std::string_view passed = bytes().substr(0, count);
  line_ += std::count(passed.begin(), passed.end(), '\n');
  if (after_return_ && passed[0] == '\n') --line_;  // the CR has been counted
  for (std::size_t at = passed.find('\r'); at != passed.npos; at = passed.find('\r', at + 1)) {
    if (line_end_length(passed, at) == 1) ++line_;
  }
  after_return_ = passed.back() == '\r';
  begin_ += count;
  offset_ += static_cast<std::int64_t>(count);
}

std::size_t Window::line_end() {
  // Lines mostly end as the one before did: so this looks no farther than the line goes.
  const std::string_view text = bytes();
  std::size_t end = text.find(usual_end_);
  const std::size_t other = text.substr(0, end).find(usual_end_ == '\n' ? '\r' : '\n');
  end = std::min(end, other);
  if (end == text.npos) return end;
  if (text[end] == '\r' && end + 1 == text.size() && !ended_) return text.npos;
  usual_end_ = text[end] == '\r' && line_end_length(text, end) == 1 ? '\r' : '\n';
  return end;
}

std::string_view Window::take_line() {
  std::size_t end;
  while ((end = line_end()) == std::string_view::npos) {
    if (bytes().size() <= longest_record + 1 && want_more()) continue;
    if (ended_) break;
    // Longer than a record may be: kept up to there, and passed over.
    cut_.assign(bytes().substr(0, longest_record));
    do {
      advance(first_line_end(bytes()));
    } while (bytes().empty() && want(1));
    want(2);
    if (!bytes().empty()) advance(line_end_length(bytes(), 0));
    return cut_;
  }
  const std::string_view line = bytes().substr(0, end);
  advance(end == line.npos ? line.size() : end + line_end_length(bytes(), end));
  return line.substr(0, longest_record);
}

}  // namespace callwidgets::calls
