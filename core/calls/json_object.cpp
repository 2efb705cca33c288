#include "calls/json_object.h"

#include <charconv>
#include <cstdint>
#include <optional>

#include "calls/excerpt.h"
#include "calls/input/utf8.h"
#include "calls/input/window.h"

namespace callwidgets::calls {
namespace {

constexpr std::size_t deepest = 100;

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

bool is_space(char c) { return c == ' ' || c == '\t' || is_line_end(c); }

bool is_scalar(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
         c == '+' || c == '.';
}

std::size_t digits_end(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
  return at;
}

// Where the number's whole part ends; 0 where it is none.
std::size_t whole_end(std::string_view text) {
  const std::size_t begin = text.starts_with('-') ? 1 : 0;
  const std::size_t end = digits_end(text, begin);
  if (end == begin || (text[begin] == '0' && end > begin + 1)) return 0;
  return end;
}

bool is_number(std::string_view text) {
  std::size_t at = whole_end(text);
  if (at == 0) return false;
  if (at < text.size() && text[at] == '.') {
    const std::size_t end = digits_end(text, at + 1);
    if (end == at + 1) return false;
    at = end;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    const std::size_t end = digits_end(text, at);
    if (end == at) return false;
    at = end;
  }
  return at == text.size();
}

// The number that four hexadecimal digits write; -1 where they are none.
int hex4(std::string_view text) {
  if (text.size() < 4) return -1;
  int value = 0;
  for (const char c : text.substr(0, 4)) {
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

std::optional<std::int64_t>* page_number_named(Page& page, std::string_view name) {
  if (name == "page") return &page.number;
  if (name == "total") return &page.total;
  if (name == "numpages") return &page.pages;
  if (name == "pagesize") return &page.size;
  return nullptr;
}

std::optional<std::int64_t> whole(std::string_view digits) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

}  // namespace

JsonObject::JsonObject() { decoded_.reserve(longest_record); }

JsonObject::Found JsonObject::read(std::string_view text, Record& record) {
  page_ = {};
  problem_.clear();
  decoded_.clear();
  open_.assign(1, '{');
  clear();
  const Found found = scan(text, Expected::name_or_end, 1);
  if (found.outcome == Outcome::whole) {
    record.raw = text.substr(0, found.at);
    judge(record);
  }
  return found;
}

JsonObject::Found JsonObject::read_page_end(std::string_view text) {
  page_ = {};
  open_.assign(1, '{');
  return scan(text, Expected::comma_or_end, 0);
}

JsonObject::Found JsonObject::scan(std::string_view text, Expected expected, std::size_t at) {
  const auto broken = [&at](const char* why) { return Found{Outcome::broken, at, why}; };
  for (;;) {
    while (at < text.size() && is_space(text[at])) ++at;
    if (at == text.size()) return {Outcome::incomplete, at};
    const char c = text[at];
    const bool top = open_.size() == 1;
    const bool counts = top || deep_;
    Value value;
    switch (expected) {
      case Expected::name_or_end:
      case Expected::name:
        if (c == '}' && expected == Expected::name_or_end) break;
        if (c != '"') return broken("a member's name in quotes");
        if (!string(text, at, value)) return {Outcome::incomplete, at};
        if (at < text.size() && is_line_end(text[at])) return broken("a closing quote");
        if (counts) {
          name_ = value.text;
          if (value.kind == Kind::escaped) {
            name_decoded_.assign(decode(value.text, problem_));
            decoded_.clear();
            name_ = name_decoded_;
          }
        }
        expected = Expected::colon;
        continue;
      case Expected::colon:
        if (c != ':') return broken("a colon");
        ++at;
        expected = Expected::value;
        continue;
      case Expected::value_or_end:
      case Expected::value:
        if (c == ']' && expected == Expected::value_or_end) break;
        if (c == '{' || c == '[') {
          if (top && c == '[' && is_list(name_)) return {Outcome::list, at + 1};
          if (open_.size() == deepest) return broken("fewer than 100 levels");
          if (counts) opens(c);
          open_ += c;
          ++at;
          expected = c == '{' ? Expected::name_or_end : Expected::value_or_end;
          continue;
        }
        if (c == '"') {
          if (!string(text, at, value)) return {Outcome::incomplete, at};
          if (at < text.size() && is_line_end(text[at])) return broken("a closing quote");
        } else if (is_scalar(c)) {
          if (!scalar(text, at, value)) return {Outcome::incomplete, at};
        } else {
          return broken("a value");
        }
        if (counts) keep(value);
        expected = Expected::comma_or_end;
        continue;
      case Expected::comma_or_end:
        if (c == ',') {
          ++at;
          expected = open_.back() == '{' ? Expected::name : Expected::value;
          continue;
        }
        if (c != (open_.back() == '{' ? '}' : ']')) {
          return broken(open_.back() == '{' ? "a comma or }" : "a comma or ]");
        }
        break;
    }
    ++at;
    open_.pop_back();
    if (open_.empty()) return {Outcome::whole, at};
    if (deep_) closes();
    expected = Expected::comma_or_end;
  }
}

// A raw line end ends the string too, and stays for the caller to see: JSON has none inside
// strings, so a quote is missing.
bool JsonObject::string(std::string_view text, std::size_t& at, Value& value) {
  const std::size_t begin = ++at;
  value.kind = Kind::text;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"' || is_line_end(c)) {
      value.text = text.substr(begin, at - begin);
      if (c == '"') ++at;
      return true;
    }
    if (c == '\\') {
      value.kind = Kind::escaped;
      if (++at == text.size()) return false;
      if (is_line_end(text[at])) {
        --at;
      } else if (std::string_view{"\"\\/bfnrtu"}.find(text[at]) == std::string_view::npos &&
                 problem_.empty()) {
        problem_ = "the escape " + excerpt(text.substr(at - 1, 2)) + "; allowed: JSON's escapes";
      }
    } else if (static_cast<unsigned char>(c) < 0x20 && problem_.empty()) {
      problem_ = "a control character " + excerpt(text.substr(at, 1)) +
                 " inside a string; allowed: its \\u escape";
    }
  }
  return false;
}

bool JsonObject::scalar(std::string_view text, std::size_t& at, Value& value) {
  const std::size_t begin = at;
  while (at < text.size() && is_scalar(text[at])) ++at;
  if (at == text.size()) return false;
  value.text = text.substr(begin, at - begin);
  if (value.text == "null") {
    value.kind = Kind::null;
  } else if (value.text == "true" || value.text == "false") {
    value.kind = Kind::boolean;
  } else if (is_number(value.text)) {
    value.kind = whole_end(value.text) == value.text.size() ? Kind::whole_number : Kind::fraction;
  } else if (problem_.empty()) {
    problem_ =
        excerpt(value.text) + " is no JSON value; allowed: a string, a number, true, false, null";
  }
  return true;
}

void JsonObject::clear() { values_.fill({}); }

void JsonObject::opens(char) { keep({Kind::nested, {}}); }

void JsonObject::keep(const Value& value) {
  if (const auto field = field_named(name_)) {
    values_[static_cast<std::size_t>(*field)] = value;
  } else if (auto* number = page_number_named(page_, name_)) {
    if (value.kind == Kind::whole_number || value.kind == Kind::text) *number = whole(value.text);
  }
}

bool JsonObject::has_bounds(Record& record) {
  if (record.raw.size() > longest_record) {
    record.problem = "longer than 64 KiB, and shown up to there; allowed: 64 KiB";
    record.raw = record.raw.substr(0, longest_record);
  } else if (const std::size_t bad = first_not_utf8(record.raw); bad != std::string_view::npos) {
    record.problem = "byte " + std::to_string(bad + 1) +
                     " of the record is not UTF-8: " + excerpt(record.raw.substr(bad, 1)) +
                     "; allowed: UTF-8";
  }
  return record.problem.empty();
}

void JsonObject::judge(Record& record) {
  decoded_.clear();
  if (!has_bounds(record)) return;
  for (std::size_t i = 0; i < field_count && problem_.empty(); ++i) {
    const auto field = static_cast<Field>(i);
    const Value& value = values_[i];
    const bool flag =
        field == Field::answered || field == Field::quarantined || field == Field::deleted;
    std::string_view& to = record.values[i];
    const std::string name{name_of(field)};
    switch (value.kind) {
      case Kind::absent:
      case Kind::null:
        break;
      case Kind::text:
      case Kind::whole_number:
        to = value.text;
        break;
      case Kind::escaped:
        to = decode(value.text, problem_);
        if (!problem_.empty()) problem_ = name + " has " + problem_;
        break;
      case Kind::boolean:
        if (flag) {
          to = value.text == "true" ? "1" : "0";
        } else {
          problem_ =
              name + " is " + std::string{value.text} + "; allowed: a string or a whole number";
        }
        break;
      case Kind::fraction:
        problem_ = name + " is the number " + excerpt(value.text) +
                   "; allowed: a string or a whole number";
        break;
      case Kind::nested:
        problem_ = name + " is a list or an object; allowed: a string or a whole number";
        break;
    }
  }
  record.problem = problem_;
}

// The text that an escaped string stands for; what is wrong with it goes to `problem`.
std::string_view JsonObject::decode(std::string_view text, std::string& problem) {
  const std::size_t kept = decoded_.size();
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\\') {
      decoded_ += text[at];
      continue;
    }
    const std::size_t escape = at++;
    const char c = text[at];
    static constexpr std::string_view letters = "\"\\/bfnrt";
    static constexpr std::string_view meant = "\"\\/\b\f\n\r\t";
    if (const std::size_t which = letters.find(c); which != letters.npos) {
      decoded_ += meant[which];
      continue;
    }
    int code = c == 'u' ? hex4(text.substr(at + 1)) : -1;
    if (code >= 0) at += 4;
    std::uint32_t character = static_cast<std::uint32_t>(code);
    if (code >= 0xD800 && code < 0xDC00 && text.substr(at + 1).starts_with("\\u")) {
      const int low = hex4(text.substr(at + 3));
      if (low >= 0xDC00 && low < 0xE000) {
        character = 0x10000u + ((static_cast<std::uint32_t>(code) - 0xD800u) << 10) +
                    (static_cast<std::uint32_t>(low) - 0xDC00u);
        at += 6;
      }
    }
    if (code < 0 || (character >= 0xD800 && character < 0xE000)) {
      problem = "the escape " + excerpt(text.substr(escape, 6)) +
                "; allowed: JSON's escapes, surrogates in pairs";
      return {};
    }
    append_utf8(decoded_, character);
  }
  return std::string_view{decoded_}.substr(kept);
}

}  // namespace callwidgets::calls
