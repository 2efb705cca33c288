#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace callwidgets::database {

// Where the calls are: `sqlite:PATH` or `mysql://USER:PASSWORD@HOST:PORT/NAME`. User, password and
// name may be percent-encoded; the port may be left out (3306). MariaDB is addressed as mysql.
struct Address {
  enum class Kind { sqlite, mysql };
  Kind kind;
  std::string path;  // sqlite
  std::string host, user, password, name;
  std::uint16_t port = 3306;

  // Nothing when `text` has neither form.
  static std::optional<Address> parse(const std::string& text);
};

}  // namespace callwidgets::database
