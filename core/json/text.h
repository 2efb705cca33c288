#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace callwidgets::json {

// Writes compact JSON in the order of the calls, with only the escapes that the contract allows.
// (Poco's writers also escape `/`, and its Object sorts keys.) The caller must nest correctly;
// commas are added.
class Text {
 public:
  Text& begin_object() { return open('{'); }
  Text& end_object() { return close('}'); }
  Text& begin_array() { return open('['); }
  Text& end_array() { return close(']'); }
  Text& key(std::string_view name);
  Text& text(std::string_view value);  // UTF-8
  Text& number(std::int64_t value);
  Text& truth(bool value);
  Text& raw(std::string_view json);  // a finished value

  std::string take() { return std::move(json_); }

 private:
  Text& open(char bracket);
  Text& close(char bracket);
  void separate();
  void quote(std::string_view value);

  std::string json_;
  bool first_ = true;  // the next value is the first of its list, or follows a key
};

}  // namespace callwidgets::json
