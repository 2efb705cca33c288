#pragma once
#include <string>
#include <string_view>

namespace callwidgets::calls {

// A caller's number as it was given, cleaned: white space, dots, dashes and brackets dropped.
struct CallerNumber {
  enum class Form { withheld, whole, masked };
  Form form = Form::withheld;
  std::string text;  // `+` and digits, or digits; masked: with its `xxx`; withheld: empty
};

// What is none of these forms counts as withheld.
CallerNumber clean_number(std::string_view given);

}  // namespace callwidgets::calls
