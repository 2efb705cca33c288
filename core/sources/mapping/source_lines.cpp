#include "sources/mapping/source_lines.h"

#include <algorithm>

#include "calls/input/utf8.h"
#include "sources/mapping/letters.h"
#include "sources/mapping/setting_table.h"

namespace callwidgets::sources {
namespace {

constexpr std::size_t largest_file = 256 << 10;

// A line of the file: its text without comment and blanks, and what it leaves open.
struct Piece {
  std::string_view text;
  int brackets = 0;  // opened and not closed, or fewer than 0
};

Piece piece_of(std::string_view line) {
  Piece piece;
  bool quoted = false;
  std::size_t end = line.size();
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '#' && (at == 0 || is_blank(line[at - 1]))) {
      end = at;
      break;
    }
    if (c == '(') ++piece.brackets;
    if (c == ')') --piece.brackets;
  }
  piece.text = trimmed(line.substr(0, end));
  return piece;
}

class Reader {
 public:
  Reader(const std::string& file, std::string_view text) : file_(file), rest_(text) {
    if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);
  }

  std::vector<SourceLine> lines() {
    std::vector<SourceLine> lines;
    while (!rest_.empty()) {
      const Piece piece = next();
      if (!piece.text.empty()) lines.push_back(line_from(piece));
    }
    return lines;
  }

 private:
  Place here() const { return {file_, number_}; }

  Piece next() {
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    ++number_;
    if (calls::first_not_utf8(line) != line.npos)
      throw MappingError(here(), "bytes that are not UTF-8");
    const auto is_control = [](char c) {
      return (static_cast<unsigned char>(c) < 32 && c != '\t' && c != '\r') || c == 127;
    };
    if (std::ranges::any_of(line, is_control)) {
      throw MappingError(here(), "a control character; text is allowed");
    }
    return piece_of(line);
  }

  SourceLine line_from(Piece piece) {
    SourceLine line;
    line.place = here();
    const std::size_t equals = piece.text.find('=');
    if (equals == piece.text.npos) {
      throw MappingError(here(), "found " + quoted(piece.text) + "; a line is name = value");
    }
    take_name(line, piece.text.substr(0, equals));
    take_value(line, piece, trimmed(piece.text.substr(equals + 1)));
    return line;
  }

  static void take_name(SourceLine& line, std::string_view text) {
    const std::string_view found = trimmed(text);
    line.adds = text.ends_with('+');
    if (line.adds) text.remove_suffix(1);
    text = trimmed(text);
    for (const std::string_view word : {"let", "list"}) {
      if (!text.starts_with(word) || text.size() == word.size() || !is_blank(text[word.size()])) {
        continue;
      }
      line.word = word;
      text = trimmed(text.substr(word.size()));
      break;
    }
    if (!is_name(text)) {
      throw MappingError(line.place, "found " + quoted(found) +
                                         " before =; a name of letters, digits and _ is allowed");
    }
    line.name = text;
  }

  void take_value(SourceLine& line, Piece piece, std::string_view text) {
    const Setting* setting = line.word.empty() ? setting_named(line.name) : nullptr;
    // Addresses and names of files may hold brackets and commas of their own.
    const bool plain = setting != nullptr && !is_list(setting->type);
    int open = piece.brackets;
    for (;;) {
      const bool goes_on = text.ends_with('\\');
      if (goes_on) text = trimmed(text.substr(0, text.size() - 1));
      line.value += text;
      if (!goes_on && (plain || (open <= 0 && !text.ends_with(',') && !blank_between_))) return;
      if (rest_.empty()) {
        throw MappingError(line.place, line.name + (open > 0 ? ": a bracket ( is not closed"
                                                             : ": its last line says that another "
                                                               "follows, and none does"));
      }
      line.value += '\n';
      piece = next();
      open += piece.brackets;
      text = piece.text;
      // A comment or a blank line between two lines of a list ends nothing.
      blank_between_ = text.empty() && comma_before(line.value);
    }
  }

  static bool comma_before(std::string_view value) { return trimmed(value).ends_with(','); }

  const std::string& file_;
  std::string_view rest_;
  std::size_t number_ = 0;
  bool blank_between_ = false;
};

}  // namespace

bool is_name(std::string_view text) {
  if (text.empty() || is_digit(text.front())) return false;
  return std::ranges::all_of(text, [](char c) { return is_letter(c) || is_digit(c) || c == '_'; });
}

std::vector<SourceLine> source_lines(const std::string& file, std::string_view text) {
  if (text.size() > largest_file) {
    throw MappingError({file, 1}, "a file of more than 256 KiB; a source's settings are shorter");
  }
  return Reader{file, text}.lines();
}

std::string plain_value(std::string_view value, const Place& place) {
  value = trimmed(value);
  if (!value.starts_with('"')) return std::string{value};
  std::string text;
  for (std::size_t at = 1; at < value.size(); ++at) {
    if (value[at] != '"') {
      text += value[at];
    } else if (at + 1 < value.size() && value[at + 1] == '"') {
      text += value[at++];
    } else if (at + 1 == value.size()) {
      return text;
    } else {
      throw MappingError(place, "found " + quoted(value.substr(at + 1)) +
                                    " after a quoted text; nothing or a comma is allowed");
    }
  }
  throw MappingError(place, "found " + quoted(value) + "; its quote is not closed");
}

std::vector<std::string> list_items(std::string_view value, const Place& place) {
  std::vector<std::string> items;
  if (trimmed(value).empty()) return items;
  bool inside = false;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= value.size(); ++at) {
    if (at < value.size() && value[at] == '"') inside = !inside;
    if (at < value.size() && (inside || value[at] != ',')) continue;
    const std::string_view item = trimmed(value.substr(begin, at - begin));
    if (item.empty()) {
      throw MappingError(place, "a list with nothing between two commas; words are allowed");
    }
    if (item.find('\n') != item.npos) {
      throw MappingError(place, "found " + quoted(item) + "; a comma ends an item of a list");
    }
    items.push_back(plain_value(item, place));
    begin = at + 1;
  }
  return items;
}

}  // namespace callwidgets::sources
