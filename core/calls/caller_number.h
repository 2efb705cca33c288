#pragma once
#include <string>
#include <string_view>

namespace callwidgets::calls {

// A caller's number as it was given, cleaned: white space, dots, dashes, slashes, brackets, marks
// that no reader sees, a leading `'` and `tel:` dropped, and a 0 in brackets behind a country code.
struct CallerNumber {
  enum class Form {
    withheld,    // nothing was given
    whole,       // `+` and digits, or digits
    masked,      // the same, with its last digits as `xxx`
    unreadable,  // something else was given; it counts as withheld
  };
  Form form = Form::withheld;
  std::string text;       // of whole and masked ones
  std::string with_zero;  // `text` with the 0 that was in brackets, which in some countries belongs
                          // to the number (+39 (0)6 …); empty where there was none
};

CallerNumber clean_number(std::string_view given);

}  // namespace callwidgets::calls
