#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace callwidgets::sources {

enum class SettingType {
  text,      // as it stands
  words,     // one of the words in `allowed`
  list,      // words or quoted strings, with commas between
  patterns,  // a list of patterns, with * and ?
  number,    // a whole number
  span,      // seconds: 90, `90 s`, `90m`, `4h`, `2d`
  hours,     // opening hours
  zone,      // an IANA time zone
  customer,  // a customer's id, or `leave out`
};

// A setting that every source knows. What is no setting is a field of the mapping, or the source's
// own.
struct Setting {
  std::string_view name;
  SettingType type;
  std::string_view allowed;    // words: with commas between
  std::string_view otherwise;  // what counts where no file gives it
  std::string_view help;
};

const std::vector<Setting>& all_settings();
const Setting* setting_named(std::string_view name);  // null: there is none

bool is_list(SettingType type);

// What is allowed, for a message; empty where the value is. Lists come as their items.
std::string refused(const Setting& setting, const std::string& value);
std::string refused(const Setting& setting, const std::vector<std::string>& items);

// Seconds of `4h`, `90 m`, `30s`, `2d` or plain digits; nothing where it is of another form.
std::optional<std::int64_t> span_of(std::string_view text);

}  // namespace callwidgets::sources
