#include "accounts/name_search.h"

#include <Poco/UTF8Encoding.h>
#include <Poco/Unicode.h>

#include <algorithm>

namespace callwidgets::accounts {
namespace {

using Poco::Unicode;

constexpr int not_utf8 = -1;

struct Character {
  int code;          // not_utf8 where it is none
  std::size_t size;  // in bytes
};

Character first_of(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  if (first < 0x80) return {first, 1};
  static const Poco::UTF8Encoding utf8;
  const int code = utf8.queryConvert(reinterpret_cast<const unsigned char*>(text.data()),
                                     static_cast<int>(std::min<std::size_t>(text.size(), 4)));
  if (code < 0) return {not_utf8, 1};
  return {code, code < 0x800 ? 2U : code < 0x10000 ? 3U : 4U};
}

enum class Kind { part_of_word, word, nothing, between };

Kind kind_of_ascii(char c) {
  const bool is_part = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return is_part ? Kind::part_of_word : Kind::between;
}

Kind kind_of(int code) {
  // Most emoji; the newest of them are not assigned yet in Poco's tables.
  constexpr int first_picture = 0x1F000, last_picture = 0x1FFFF;
  constexpr int first_variation = 0xFE00, last_variation = 0xFE0F;  // how a sign before is drawn
  if (code >= first_picture && code <= last_picture) return Kind::word;
  if (code >= first_variation && code <= last_variation) return Kind::nothing;
  Unicode::CharacterProperties properties{};
  Unicode::properties(code, properties);
  switch (properties.category) {
    case Unicode::UCP_SYMBOL:
      return Kind::word;
    case Unicode::UCP_PUNCTUATION:
    case Unicode::UCP_SEPARATOR:
      return Kind::between;
    case Unicode::UCP_OTHER:
      // A soft hyphen, a joiner of emoji, a mark of direction.
      if (properties.type == Unicode::UCP_FORMAT) return Kind::nothing;
      return properties.type == Unicode::UCP_CONTROL ? Kind::between : Kind::part_of_word;
    default:
      return Kind::part_of_word;
  }
}

bool is_control(int code) { return code < 0x20 || (code >= 0x7F && code < 0xA0); }

void append_folded(std::string& to, int code) {
  constexpr int dotted_capital_i = 0x130, dotless_i = 0x131, longest = 4;
  if (code == dotted_capital_i || code == dotless_i) {
    to += 'i';
    return;
  }
  // There and back: Greek has two small letters for one capital.
  static const Poco::UTF8Encoding utf8;
  unsigned char bytes[longest];
  const int size = utf8.convert(Unicode::toLower(Unicode::toUpper(code)), bytes, longest);
  to.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

}  // namespace

std::string folded_words(std::string_view name) {
  std::string words;
  words.reserve(name.size() + 1);
  bool in_word = false;
  while (!name.empty()) {
    const auto [code, size] = first_of(name);
    name.remove_prefix(size);
    const bool is_ascii = code >= 0 && code < 0x80;
    const Kind kind = code == not_utf8 ? Kind::between
                      : is_ascii       ? kind_of_ascii(static_cast<char>(code))
                                       : kind_of(code);
    if (kind == Kind::nothing) continue;
    if (kind == Kind::between) {
      in_word = false;
      continue;
    }
    if (!in_word || kind == Kind::word) words += ' ';
    in_word = kind == Kind::part_of_word;
    if (is_ascii) {
      words += static_cast<char>(code >= 'A' && code <= 'Z' ? code - 'A' + 'a' : code);
    } else {
      append_folded(words, code);
    }
  }
  return words;
}

std::optional<NameSearch> NameSearch::of(std::string_view text) {
  if (text.size() > most_bytes) return std::nullopt;
  for (std::string_view rest = text; !rest.empty();) {
    const auto [code, size] = first_of(rest);
    if (code == not_utf8 || is_control(code)) return std::nullopt;
    rest.remove_prefix(size);
  }
  NameSearch search;
  std::string_view rest;
  const std::string words = folded_words(text);
  for (rest = words; !rest.empty();) {
    const std::string_view word = rest.substr(0, rest.find(' ', 1));
    search.words_.emplace_back(word);
    rest.remove_prefix(word.size());
  }
  return search;
}

bool NameSearch::finds_folded(std::string_view words) const {
  return std::all_of(words_.begin(), words_.end(),
                     [&](const std::string& word) { return words.find(word) != words.npos; });
}

}  // namespace callwidgets::accounts
