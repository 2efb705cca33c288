#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace callwidgets::sources {

// What texts mean where something else is wanted.

// Not so: empty, 0, no, false and f, in any case.
bool is_true(std::string_view text);

// Of `-12` or `12.75`, the decimals cut; nothing where it is no number or too large.
std::optional<std::int64_t> whole_number(std::string_view text);
std::optional<double> number(std::string_view text);

// Seconds of `90`, `90.7`, `1:30`, `0:01:30`, `90 s`, `1 min 30 s`, `2h`; a plain number counts
// units, of which `per_second` make a second. Nothing where it is of another form.
std::optional<std::int64_t> seconds_of(std::string_view text, std::int64_t per_second);

// The seconds in Asterisk's unique id, `[systemname-]seconds.count`; empty where it is none.
std::string_view epoch_of(std::string_view unique_id);

}  // namespace callwidgets::sources
