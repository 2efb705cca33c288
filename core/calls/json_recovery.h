#pragma once
#include <cstddef>
#include <string_view>

namespace callwidgets::calls {

// Where reading goes on after an object that can't be read: `text` begins with its `{`, and no
// longer made sense at `at`. npos where only the next line will do. Looks at `text` alone.
std::size_t end_of_bad_object(std::string_view text, std::size_t at);

// Where the comma or bracket stands that ends the list element, no object, at the start of `text`;
// npos where none does on its line.
std::size_t end_of_element(std::string_view text);

}  // namespace callwidgets::calls
