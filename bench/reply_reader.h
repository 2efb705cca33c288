#pragma once
#include <cstddef>
#include <string>
#include <string_view>

// Puts the answers of a FastCGI program together, one after the other, from however small pieces.
class ReplyReader {
 public:
  // Takes what came. True: the answer is complete, and out() is all of it until the next take().
  bool take(std::string_view bytes) {
    if (complete_) out_.clear();
    complete_ = false;
    input_.append(bytes);
    std::size_t from = 0;
    while (!complete_ && input_.size() - from >= header_size) {
      const std::size_t content = at(from + 4) << 8 | at(from + 5);
      const std::size_t whole = header_size + content + at(from + 6);
      if (input_.size() - from < whole) break;
      if (at(from + 1) == out_stream) out_.append(input_, from + header_size, content);
      complete_ = at(from + 1) == end_request;
      from += whole;
    }
    input_.erase(0, from);
    return complete_;
  }

  // Headers, an empty line and a body.
  const std::string& out() const { return out_; }

 private:
  static constexpr std::size_t header_size = 8;
  static constexpr unsigned end_request = 3, out_stream = 6;

  std::size_t at(std::size_t i) const { return static_cast<unsigned char>(input_[i]); }

  std::string input_, out_;
  bool complete_ = false;
};
