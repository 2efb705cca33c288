#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace callwidgets::accounts {

// The words of a name as a search compares them, without the difference of upper and lower case,
// each behind a space. White space, punctuation and ASCII's signs part words; any other sign, such
// as an emoji, is a word by itself. What is no UTF-8 parts words too.
std::string folded_words(std::string_view name);

// What names are searched for: each of its words begins a word of the name. Immutable.
class NameSearch {
 public:
  static constexpr std::size_t most_bytes = 200;

  // Nothing where the text is no UTF-8, has more than most_bytes or holds a control character.
  static std::optional<NameSearch> of(std::string_view text);

  bool finds(std::string_view name) const { return finds_folded(folded_words(name)); }
  // The same of what folded_words() made.
  bool finds_folded(std::string_view words) const;
  // Whether it has no word, and so finds every name.
  bool finds_all() const { return words_.empty(); }

 private:
  std::vector<std::string> words_;  // each behind its space
};

}  // namespace callwidgets::accounts
