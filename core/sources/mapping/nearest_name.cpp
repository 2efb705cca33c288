#include "sources/mapping/nearest_name.h"

#include <algorithm>
#include <numeric>

#include "sources/mapping/letters.h"

namespace callwidgets::sources {
namespace {

// Characters to be changed, added or taken away (Levenshtein).
std::size_t distance(std::string_view one, std::string_view other) {
  std::vector<std::size_t> row(other.size() + 1);
  std::iota(row.begin(), row.end(), 0);
  for (std::size_t at = 0; at < one.size(); ++at) {
    std::size_t diagonal = row[0];
    row[0] = at + 1;
    for (std::size_t to = 0; to < other.size(); ++to) {
      const std::size_t replaced = diagonal + (lower(one[at]) == lower(other[to]) ? 0 : 1);
      diagonal = row[to + 1];
      row[to + 1] = std::min({replaced, diagonal + 1, row[to] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string did_you_mean(std::string_view word, const std::vector<std::string>& known) {
  constexpr std::size_t longest = 64;
  if (word.size() > longest) return {};
  // Two letters in the wrong order are two changes.
  std::size_t least = (word.size() < 4 ? 1 : std::max<std::size_t>(word.size() / 3, 2)) + 1;
  std::string nearest;
  for (const std::string& name : known) {
    if (name.size() > longest) continue;
    const std::size_t this_far = distance(word, name);
    if (this_far >= least) continue;
    least = this_far;
    nearest = name;
  }
  return nearest.empty() ? nearest : "; did you mean " + nearest + "?";
}

std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t most = 40;
  std::string text;
  for (std::size_t at = 0; at < names.size() && at < most; ++at) {
    if (at > 0) text += at + 1 == names.size() ? " and " : ", ";
    text += names[at];
  }
  if (names.size() > most) text += " …";
  return text;
}

}  // namespace callwidgets::sources
