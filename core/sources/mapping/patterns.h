#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace callwidgets::sources {

// Patterns of names in which `*` stands for anything and `?` for one character. Case of A to Z does
// not matter. Safe to use from any thread.
class Patterns {
 public:
  static constexpr std::size_t longest = 256;  // bytes of one

  Patterns() = default;
  explicit Patterns(const std::vector<std::string>& patterns);

  bool empty() const { return patterns_.empty(); }
  // Whether one of them fits the whole text.
  bool match(std::string_view text) const;

 private:
  std::vector<std::string> patterns_;  // in lower case
};

}  // namespace callwidgets::sources
