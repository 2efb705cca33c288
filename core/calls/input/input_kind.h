#pragma once
#include <string_view>

namespace callwidgets::calls {

// What an input that holds no call records seems to be, by its first bytes, 512 or more where it
// has them, and what to do about it: "an Excel workbook; save its sheet as CSV". Empty where
// nothing is recognised.
std::string_view seems_to_be(std::string_view bytes);

}  // namespace callwidgets::calls
