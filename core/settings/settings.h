#pragma once
#include <cstdint>
#include <iosfwd>
#include <stdexcept>
#include <string>
#include <vector>

namespace callwidgets::settings {

// A mistake in the settings, in words for the operator: the setting, what was found, what is
// allowed, and where.
class Mistake : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// What an operator can set, for both programs. table() in settings.cpp says what each is.
struct Settings {
  std::string database;
  std::string account;
  std::string socket;
  unsigned socket_mode = 0;
  std::int64_t workers = 0;
  std::int64_t queue = 0;
  std::string caller_key_file;
  bool keep_numbers = false;
  std::vector<std::string> cors_origins;  // `*` alone: any
  std::int64_t max_days = 0;
  std::int64_t top_customers = 0;
  std::string customer_url;
  std::int64_t cache_bytes = 0;

  // From `file` (none where empty) and from the environment (`CALLWIDGETS_` and the name in
  // capitals), which wins. A relative path in the file is taken from the file's folder. Throws
  // Mistake.
  static Settings load(const std::string& file);

  // Every setting with its default, its name in the environment and what is allowed.
  static void help(std::ostream& out);
};

}  // namespace callwidgets::settings
