#include "calls/csv_fields.h"

#include <algorithm>
#include <cstring>

#include "calls/excerpt.h"
#include "calls/input/utf8.h"

namespace callwidgets::calls {
namespace {

constexpr std::size_t npos = std::string_view::npos;

constexpr char too_long[] = "longer than 64 KiB, and shown up to there; allowed: 64 KiB";
constexpr char too_long_with_breaks[] =
    "longer than 64 KiB with its quoted line breaks, its first line is shown; allowed: 64 KiB";
constexpr char still_open[] =
    "a quote is still open at the end of the input; allowed: closed quotes";

}  // namespace

CsvFields::CsvFields() { unescaped_.reserve(longest_record + 2); }

CsvFields::Outcome CsvFields::broken(const char* why) {
  problem_ = why;
  return Outcome::broken;
}

CsvFields::Outcome CsvFields::split(Window& window, CsvQuotes quotes) {
  fields_.clear();
  problem_.clear();
  const std::string_view bytes = window.bytes();
  const std::size_t line_end = window.line_end();
  if (line_end == npos) {
    if (!window.ended()) {
      return bytes.size() <= longest_record + 1 ? Outcome::incomplete : broken(too_long);
    }
    if (bytes.empty()) return Outcome::end;
  }
  raw_ = bytes.substr(0, line_end);
  length_ = line_end == npos ? bytes.size() : line_end + line_end_length(bytes, line_end);
  if (is_blank(raw_)) return Outcome::blank;
  if (raw_.find('"') != npos) return split_quoted(window, quotes);
  if (raw_.size() > longest_record) return broken(too_long);
  split_plain();
  return Outcome::record;
}

void CsvFields::split_plain() {
  const char* from = raw_.data();
  const char* const end = from + raw_.size();
  for (;;) {
    const char* separator = static_cast<const char*>(
        std::memchr(from, separator_, static_cast<std::size_t>(end - from)));
    const char* const stop = separator ? separator : end;
    fields_.push_back({{from, static_cast<std::size_t>(stop - from)}});
    if (!separator) return;
    from = separator + 1;
  }
}

CsvFields::Outcome CsvFields::split_quoted(const Window& window, CsvQuotes quotes) {
  const std::string_view all = window.bytes();
  const std::string_view text =
      all.substr(0, longest_record + 2);  // the longest record, and its line end
  const bool whole = window.ended() && text.size() == all.size();
  const bool escapes = quotes == CsvQuotes::escaped;
  const auto ran_out = [&] {
    if (text.size() == longest_record + 2) return broken(too_long_with_breaks);
    return whole ? broken(still_open) : Outcome::incomplete;
  };

  unescaped_.clear();
  std::size_t at = 0;
  for (;;) {
    std::size_t stop;  // of the field
    if (at < text.size() && text[at] == '"') {
      const std::size_t begin = at + 1;
      const std::size_t kept = unescaped_.size();
      std::size_t copied = begin;  // up to here the value is in unescaped_
      std::size_t mark = begin;
      for (;;) {
        mark = escapes ? text.find_first_of("\"\\", mark) : text.find('"', mark);
        if (mark == npos) return ran_out();
        if (mark + 1 == text.size() && (!whole || text[mark] == '\\')) return ran_out();
        if (text[mark] == '\\') {
          if (text[mark + 1] == '"' || text[mark + 1] == '\\') {
            unescaped_.append(text, copied, mark - copied);
            copied = mark + 1;
          }
          mark += 2;
          continue;
        }
        if (mark + 1 == text.size() || text[mark + 1] != '"') break;
        unescaped_.append(text, copied, mark + 1 - copied);
        copied = mark += 2;
      }
      if (copied == begin) {
        fields_.push_back({text.substr(begin, mark - begin), true});
      } else {
        unescaped_.append(text, copied, mark - copied);
        fields_.push_back({std::string_view{unescaped_}.substr(kept), true});
      }
      stop = mark + 1;
    } else {
      stop = plain_end(text, at);
      if (stop < text.size() && text[stop] == '"') {
        return broken(
            "a quote inside a field without quotes; allowed: the whole field quoted, its quotes "
            "doubled");
      }
      fields_.push_back({text.substr(at, stop - at)});
    }
    if (stop < text.size() && text[stop] == separator_) {
      at = stop + 1;
      continue;
    }
    const bool ends = stop == text.size();
    if (!ends && text[stop] != '\n' && text[stop] != '\r') {
      return broken(
          "text after a closing quote; allowed: a separator or the line's end there, quotes inside "
          "doubled");
    }
    // Behind a CR an LF may come that isn't read yet.
    if (!whole && (ends || (text[stop] == '\r' && stop + 1 == text.size()))) return ran_out();
    raw_ = text.substr(0, stop);
    if (raw_.size() > longest_record) return broken(too_long_with_breaks);
    length_ = ends ? stop : stop + line_end_length(text, stop);
    return Outcome::record;
  }
}

// Where a field without quotes stops; the size where the text does.
std::size_t CsvFields::plain_end(std::string_view text, std::size_t at) const {
  const char separator = separator_;
  while (at < text.size() && text[at] != separator && text[at] != '\n' && text[at] != '\r' &&
         text[at] != '"')
    ++at;
  return at;
}

char pass_separator_line(Window& window) {
  constexpr std::size_t longest = sizeof "\"sep=;\"";
  window.want(longest + 1);
  std::string line{window.bytes().substr(0, first_line_end(window.bytes()))};
  if (line.size() >= longest) return 0;
  std::erase(line, '"');
  for (char& c : line) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (!line.starts_with("sep=") || line.size() > 5) return 0;
  window.take_line();
  return line.size() == 5 ? line[4] : 0;
}

std::string utf8_problem(std::string_view record) {
  const std::size_t bad = first_not_utf8(record);
  if (bad == npos) return {};
  return "byte " + std::to_string(bad + 1) +
         " of the record is not UTF-8: " + excerpt(record.substr(bad, 1)) + "; allowed: UTF-8";
}

}  // namespace callwidgets::calls
