#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace callwidgets::question {

// The parameters of a query string, percent-decoded. As in PHP the last of several with one name
// counts, `+` is a space and a `%` that starts no escape stands for itself. An empty value, and a
// value that is a whole unfilled template
// (`{{…}}`), counts as not given.
class Parameters {
 public:
  Parameters() = default;
  explicit Parameters(std::string_view query_string);

  void set(const std::string& name, const std::string& value) { values_[name] = value; }

  // The value, where it is given.
  std::optional<std::string_view> get(std::string_view name) const;

 private:
  std::map<std::string, std::string, std::less<>> values_;
};

// Percent-decoding alone, as for a path.
std::string percent_decoded(std::string_view text);

}  // namespace callwidgets::question
