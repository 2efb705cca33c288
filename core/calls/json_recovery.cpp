#include "calls/json_recovery.h"

#include <algorithm>
#include <string>

namespace callwidgets::calls {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::string_view white_space = " \t\r\n";
constexpr std::string_view line_ends = "\r\n";

// Past the string whose quote is at `at`; a line end closes it too. npos where it holds a brace:
// then a quote is missing somewhere, and what looks like strings is what lies between them.
std::size_t string_end(std::string_view text, std::size_t at) {
  for (++at; at < text.size(); ++at) {
    switch (text[at]) {
      case '"':
        return at + 1;
      case '\n':
      case '\r':
        return at;
      case '\\':
        ++at;
        break;
      case '{':
      case '}':
        return npos;
      default:
        break;
    }
  }
  return npos;
}

// Past the bracket that closes the one at the start of `text`, whatever else is wrong between them.
// Where that can't be told, npos, and `stuck` is how far it made sense.
std::size_t matching_end(std::string_view text, std::size_t& stuck) {
  std::string open;
  std::size_t at = 0;
  while (at < text.size()) {
    stuck = at;
    const char c = text[at];
    if (c == '"') {
      at = string_end(text, at);
      if (at == npos) return npos;
      continue;
    }
    ++at;
    if (c == '{' || c == '[') open += c;
    if (c == '}' || c == ']') {
      if (open.empty() || open.back() != (c == '}' ? '{' : '[')) return npos;
      open.pop_back();
      if (open.empty()) return at;
    }
  }
  return npos;
}

// The first `{` that begins a line, other than the first line.
std::size_t next_line_object(std::string_view text) {
  for (std::size_t line = text.find_first_of(line_ends); line != npos;
       line = text.find_first_of(line_ends, line + 1)) {
    const std::size_t first = text.find_first_not_of(white_space, line);
    if (first == npos) return npos;
    if (text[first] == '{') return first;
  }
  return npos;
}

// Past the first `}` on the line of `at` that a list goes on or ends behind, in strings or not.
std::size_t next_boundary(std::string_view text, std::size_t at) {
  const std::size_t line_end = std::min(text.find_first_of(line_ends, at), text.size());
  for (std::size_t brace = text.find('}', at); brace < line_end;
       brace = text.find('}', brace + 1)) {
    std::size_t next = text.find_first_not_of(white_space, brace + 1);
    if (next == npos) return npos;
    if (text[next] == ']') return brace + 1;
    if (text[next] != ',') continue;
    next = text.find_first_not_of(white_space, next + 1);
    if (next != npos && text[next] == '{') return brace + 1;
  }
  return npos;
}

}  // namespace

std::size_t end_of_bad_object(std::string_view text, std::size_t at) {
  const std::size_t beyond = text.find_first_not_of(" \t\r\n,", std::min(at, text.size()));
  if (beyond != npos && text[beyond] == '{') at = beyond;
  const std::size_t object_line = next_line_object(text);
  const bool at_object = at < text.size() && text[at] == '{';
  std::size_t stuck = 0;
  const std::size_t end = matching_end(text.substr(0, object_line), stuck);
  if (end != npos) {
    // An object that begins where none may: most often the closing brace before it is missing.
    const bool swallows =
        at_object && at < end && text.substr(at, end - at).find("\"cdr_id\"") != npos;
    return swallows ? at : end;
  }
  if (at_object && at <= object_line) return at;
  if (object_line != npos) return object_line;
  return next_boundary(text, std::min(at, stuck));
}

std::size_t end_of_element(std::string_view text) {
  text = text.substr(0, text.find_first_of(line_ends));
  std::size_t at = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == ',' || c == ']') return at;
    if (c == '"') {
      at = string_end(text, at);
      if (at == npos) return npos;
    } else if (c == '[') {
      std::size_t stuck = 0;
      const std::size_t end = matching_end(text.substr(at), stuck);
      if (end == npos) return npos;
      at += end;
    } else if (c == '{' || c == '}') {
      return npos;
    } else {
      ++at;
    }
  }
  return npos;
}

}  // namespace callwidgets::calls
