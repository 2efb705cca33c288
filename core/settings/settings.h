#pragma once
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "database/address.h"
#include "settings/auth.h"
#include "settings/rate_limit.h"
#include "settings/socket_address.h"

namespace callwidgets::settings {

// A mistake in the settings, in words for the operator: the setting, what was found, what is
// allowed, and where.
class Mistake : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// What an operator can set, for both programs. table() in settings.cpp says what each is.
struct Settings {
  std::vector<database::Address> databases;  // at least one, in the order in which they are tried
  std::string account;
  Auth auth;
  std::string user_header;  // the CGI variable that holds its value; empty: none counts
  std::string token_audience;
  std::optional<RateLimit> rate_limit;
  SocketAddress socket;
  unsigned socket_mode = 0;
  std::int64_t workers = 0;
  std::int64_t queue = 0;
  std::int64_t event_threads = 0;
  std::int64_t answer_seconds = 0;
  std::string access_log;  // a path, or `-`, or `off`
  std::string caller_key_file;
  std::string sources_folder;
  bool keep_numbers = false;
  std::vector<std::string> withheld;  // numbers and words that stand for no number
  std::int64_t import_memory_bytes = 0;
  std::vector<std::string> cors_origins;  // `*` alone: any
  std::vector<std::string> cors_headers;
  std::int64_t max_days = 0;
  std::int64_t top_customers = 0;
  std::string customer_url;
  std::int64_t cache_bytes = 0;
  std::string cache_folder;  // empty: none
  std::int64_t cache_folder_bytes = 0;
  bool shared_caches = false;  // what stands in front may keep answers for all
  std::int64_t stale_seconds = 0;

  // From `file` (none where empty) and from the environment (`CALLWIDGETS_` and the name in
  // capitals), which wins. A relative path in the file is taken from the file's folder. Throws
  // Mistake.
  static Settings load(const std::string& file);

  // The same for a program that serves: Mistake, too, where neither place has any setting. What its
  // starter forgot to pass must not be replaced by defaults in silence.
  static Settings load_to_serve(const std::string& file);

  // Every setting with its default, its name in the environment and what is allowed.
  static void help(std::ostream& out);
};

}  // namespace callwidgets::settings
