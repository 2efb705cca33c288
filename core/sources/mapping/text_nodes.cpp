#include "sources/mapping/text_nodes.h"

#include <algorithm>
#include <array>
#include <utility>

#include "sources/mapping/evaluation.h"
#include "sources/mapping/letters.h"
#include "sources/mapping/value_nodes.h"
#include "sources/mapping/values.h"

namespace callwidgets::sources {
namespace {

// What a function works on.
struct Arguments {
  const std::vector<NodePointer>& nodes;
  const std::string& written;
  Evaluation& evaluation;

  std::size_t size() const { return nodes.size(); }
  std::string_view operator[](std::size_t at) const { return nodes[at]->value(evaluation); }
  std::int64_t whole(std::size_t at) const {
    const std::string_view text = (*this)[at];
    const auto number = whole_number(text);
    constexpr std::int64_t most = 1'000'000;
    if (!number || *number > most || *number < -most) {
      throw ValueProblem{"a position is " + quoted(text) + "; a whole number is allowed"};
    }
    return *number;
  }
};

std::string_view first(const Arguments& of) {
  for (std::size_t at = 0; at < of.size(); ++at) {
    if (const std::string_view text = of[at]; !text.empty()) return text;
  }
  return {};
}

std::string_view join(const Arguments& of) {
  std::vector<std::string_view> texts;
  std::size_t size = 0;
  for (std::size_t at = 0; at < of.size(); ++at) {
    texts.push_back(of[at]);
    size += texts.back().size();
  }
  char* const whole = of.evaluation.room(size);
  char* end = whole;
  for (const std::string_view text : texts) end = std::copy(text.begin(), text.end(), end);
  return {whole, size};
}

// Where the character begins that is `count` further on, or the text's end.
std::size_t after_characters(std::string_view text, std::int64_t count) {
  std::size_t at = 0;
  for (; count > 0 && at < text.size(); --count) {
    do {
      ++at;
    } while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  }
  return at;
}

std::string_view substring(const Arguments& of) {
  std::string_view text = of[0];
  std::int64_t from = of.whole(1);
  if (from < 0) {
    from += 1 + std::ranges::count_if(
                    text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  }
  text.remove_prefix(after_characters(text, from - 1));
  return of.size() == 2 ? text : text.substr(0, after_characters(text, of.whole(2)));
}

std::string_view before(const Arguments& of) {
  const std::string_view text = of[0];
  return text.substr(0, text.find(of[1]));
}

std::string_view before_last(const Arguments& of) {
  const std::string_view text = of[0];
  return text.substr(0, text.rfind(of[1]));
}

std::string_view behind(std::string_view text, std::size_t at, std::string_view sign) {
  return at == text.npos ? std::string_view{} : text.substr(at + sign.size());
}

std::string_view after(const Arguments& of) {
  const std::string_view text = of[0];
  const std::string_view sign = of[1];
  return behind(text, text.find(sign), sign);
}

std::string_view after_last(const Arguments& of) {
  const std::string_view text = of[0];
  const std::string_view sign = of[1];
  return behind(text, text.rfind(sign), sign);
}

template <char change(char)>
std::string_view changed(const Arguments& of) {
  const std::string_view text = of[0];
  if (std::ranges::all_of(text, [](char c) { return change(c) == c; })) return text;
  char* const made = of.evaluation.room(text.size());
  std::ranges::transform(text, made, change);
  return {made, text.size()};
}

std::string_view trim(const Arguments& of) { return trimmed(of[0]); }

std::string_view digits(const Arguments& of) {
  const std::string_view text = of[0];
  if (std::ranges::all_of(text, is_digit)) return text;
  char* const made = of.evaluation.room(text.size());
  const auto end = std::ranges::copy_if(text, made, is_digit).out;
  return {made, static_cast<std::size_t>(end - made)};
}

std::string_view replace(const Arguments& of) {
  const std::string_view text = of[0];
  const std::string_view old = of[1];
  const std::string_view fresh = of[2];
  if (old.empty()) return text;
  std::size_t found = text.find(old);
  if (found == text.npos) return text;
  std::size_t times = 0;
  for (std::size_t at = found; at != text.npos; at = text.find(old, at + old.size())) ++times;
  const std::size_t size = text.size() - times * old.size() + times * fresh.size();
  char* const made = of.evaluation.room(size);
  char* end = made;
  for (std::size_t from = 0;; found = text.find(old, from)) {
    const std::string_view kept = text.substr(from, found - from);
    end = std::copy(kept.begin(), kept.end(), end);
    if (found == text.npos) return {made, size};
    end = std::copy(fresh.begin(), fresh.end(), end);
    from = found + old.size();
  }
}

std::string_view seconds(const Arguments& of) {
  const std::string_view text = of[0];
  if (text.empty()) return {};
  std::int64_t per_second = 1;
  if (of.size() == 2) {
    const std::string_view unit = of[1];
    per_second = unit == "s" ? 1 : unit == "ms" ? 1'000 : unit == "us" ? 1'000'000 : 0;
    if (per_second == 0) {
      throw ValueProblem{"a unit of seconds is " + quoted(unit) + "; allowed are s, ms, us"};
    }
  }
  const auto read = seconds_of(text, per_second);
  if (!read) {
    throw ValueProblem{of.written + " is " + quoted(text) +
                       "; seconds like 90, 1:30, 0:01:30 or 90 s are allowed"};
  }
  return decimal(*read, of.evaluation);
}

std::string_view epoch(const Arguments& of) { return epoch_of(of[0]); }

using TextFunction = std::string_view (*)(const Arguments&);

class TextCall : public Node {
 public:
  TextCall(TextFunction function, std::vector<NodePointer> arguments, std::string written)
      : function_(function), arguments_(std::move(arguments)), written_(std::move(written)) {}

  std::string_view value(Evaluation& evaluation) const override {
    return function_({arguments_, written_, evaluation});
  }

 private:
  TextFunction function_;
  std::vector<NodePointer> arguments_;
  std::string written_;
};

constexpr std::array<std::pair<std::string_view, TextFunction>, 14> functions{
    {{"first", first},
     {"join", join},
     {"substring", substring},
     {"before", before},
     {"after", after},
     {"before_last", before_last},
     {"after_last", after_last},
     {"lower", changed<lower>},
     {"upper", changed<upper>},
     {"trim", trim},
     {"digits", digits},
     {"replace", replace},
     {"seconds", seconds},
     {"epoch_of", epoch}}};

}  // namespace

NodePointer text_function(std::string_view name, std::vector<NodePointer>& arguments,
                          std::string written) {
  for (const auto& [known, function] : functions) {
    if (known == name) {
      return std::make_unique<TextCall>(function, std::move(arguments), std::move(written));
    }
  }
  return nullptr;
}

}  // namespace callwidgets::sources
