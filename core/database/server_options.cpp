#include "database/server_options.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <tuple>

#include "database/error.h"

namespace callwidgets::database {
namespace {

// The library says of such a file no more than "No such file or directory".
void check_readable(const char* option, const std::string& path) {
  if (faccessat(AT_FDCWD, path.c_str(), R_OK, AT_EACCESS) == 0) return;
  throw Error(Error::Kind::unavailable, 0,
              std::string{"database: "} + option + "=" + path +
                  " can't be read: " + std::generic_category().message(errno));
}

}  // namespace

ServerOptions::ServerOptions(const Address& address, std::chrono::seconds connect_within)
    : host(address.socket.empty() ? address.host : "localhost"),
      socket(address.socket),
      port(address.port),
      options{
          {MYSQL_OPT_CONNECT_TIMEOUT, "OPT_CONNECT_TIMEOUT", int(connect_within.count())},
          {MYSQL_SET_CHARSET_NAME, "OPT_CHARSET_NAME", std::string{"utf8mb4"}},
      } {
  if (address.tls == Address::Tls::off) return;
  for (const auto& [number, name, option, path] :
       {std::tuple{MYSQL_OPT_SSL_CA, "sslCA", "ca", address.ca},
        std::tuple{MYSQL_OPT_SSL_CERT, "sslCert", "cert", address.cert},
        std::tuple{MYSQL_OPT_SSL_KEY, "sslKey", "key", address.key}}) {
    if (path.empty()) continue;
    check_readable(option, path);
    options.push_back({number, name, path});
  }
  options.push_back({MYSQL_OPT_SSL_ENFORCE, "sslEnforce", true});
  if (address.tls == Address::Tls::verify)
    options.push_back({MYSQL_OPT_SSL_VERIFY_SERVER_CERT, "sslVerify", true});
}

void check_encrypted(const Address& address, const std::string& cipher) {
  if (address.tls == Address::Tls::off || !cipher.empty()) return;
  throw Error(Error::Kind::unavailable, 0,
              "database: the address wants TLS, and the server at " + address.host +
                  " offers none (MySQL 5.6's is too old for this system's library): set it up "
                  "there, or take tls and ca out of the address");
}

}  // namespace callwidgets::database
