#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace callwidgets::widgets {

// Compact JSON in the order in which it is written, with the contract's escapes and no others.
// Poco's writers escape
// `/` too, and its Object sorts keys. The caller keeps the nesting right; commas come by
// themselves.
class JsonText {
 public:
  JsonText& begin_object() { return open('{'); }
  JsonText& end_object() { return close('}'); }
  JsonText& begin_array() { return open('['); }
  JsonText& end_array() { return close(']'); }
  JsonText& key(std::string_view name);
  JsonText& text(std::string_view value);  // UTF-8
  JsonText& number(std::int64_t value);
  JsonText& truth(bool value);
  JsonText& raw(std::string_view json);  // a finished value

  std::string take() { return std::move(json_); }

 private:
  JsonText& open(char bracket);
  JsonText& close(char bracket);
  void separate();
  void quote(std::string_view value);

  std::string json_;
  bool first_ = true;  // the next value is the first of its list, or follows a key
};

}  // namespace callwidgets::widgets
