#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace callwidgets::database {

// Where the calls are: `sqlite:PATH` or `mysql://USER:PASSWORD@HOST:PORT/NAME?OPTION=VALUE&…`.
// User, password, name and values may be percent-encoded; the port may be left out (3306). MariaDB
// is addressed as mysql. The host is reached over TCP, `localhost` too, unless a socket is given.
struct Address {
  enum class Kind { sqlite, mysql };
  enum class Tls {
    off,
    required,  // encrypted, or refused; with `ca` the certificate has to be of that authority
    verify,    // and it has to be the host's: of `ca`, or of an authority that the system trusts
  };
  Kind kind;
  std::string path;  // sqlite
  std::string host, user, password, name;
  std::uint16_t port = 3306;
  // The options `socket`, `tls`, `ca`, `cert`, `key`: absolute paths, and `off`, `required` or
  // `verify`. A file of TLS's alone means `tls=required`.
  std::string socket;
  Tls tls = Tls::off;
  std::string ca, cert, key;

  // How messages name it: the file, or the server and the database; never user or password.
  std::string shown() const;

  // Nothing when `text` has neither form.
  static std::optional<Address> parse(const std::string& text);
};

}  // namespace callwidgets::database
