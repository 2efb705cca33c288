#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace callwidgets::sources {

// `; did you mean NAME?` for the known name that the word is a slip of; empty where it is none.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& known);

// `a, b and c`, for messages; at most 40 of them.
std::string listed(const std::vector<std::string>& names);

}  // namespace callwidgets::sources
