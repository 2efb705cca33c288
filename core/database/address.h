#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace callwidgets::database {

// Where calls are: `sqlite:PATH` or `mysql://USER:PASSWORD@HOST:PORT/NAME?OPTION=VALUE&…`; a
// telephone system's also `postgresql://…` of the same form. User, password, name and values may be
// percent-encoded. Without a port it is 3306, or 5432. MariaDB has the scheme mysql, too. The host,
// also `localhost`, is reached over TCP, unless the option `socket` is given.
struct Address {
  enum class Kind { sqlite, mysql, postgresql };
  enum class Tls {
    off,
    required,  // only encrypted; with `ca`, the certificate must come from that authority
    verify,  // the certificate must also name the host, and come from `ca` or, without it, from an
             // authority that the system trusts
  };
  Kind kind;
  std::string path;  // only of sqlite; all below only of servers
  std::string host, user, password, name;
  std::uint16_t port = 3306;
  // The options: `socket` (of PostgreSQL: its folder), `ca`, `cert` and `key` are absolute paths;
  // `tls` is `off`, `required` or `verify`. A `ca`, `cert` or `key` without `tls` means
  // `tls=required`.
  std::string socket;
  Tls tls = Tls::off;
  std::string ca, cert, key;

  // How messages name it: the file, or the server and the database; never user or password.
  std::string shown() const;

  // Returns nothing if `text` has neither form.
  static std::optional<Address> parse(const std::string& text);
};

}  // namespace callwidgets::database
