// What may become of a file that somebody else uses.
#pragma once

#include <functional>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace callwidgets::test {

using Damage = std::function<void(const std::string& file, std::mt19937& random)>;

// Each with its name. Where the file is not there any more, or no file, the first ones do nothing.
const std::vector<std::pair<std::string, Damage>>& damages();

// How often each is to be done: as CALLWIDGETS_DAMAGES says.
int damage_rounds(int otherwise);

}  // namespace callwidgets::test
