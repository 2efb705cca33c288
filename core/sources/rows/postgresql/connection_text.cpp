#include "sources/rows/postgresql/connection_text.h"

#include <utility>

#include "database/error.h"

namespace callwidgets::sources {
namespace {

using database::Address;

// Poco takes a connection string apart at its blanks, whatever quotes stand around them.
std::string quoted(const std::string& name, const std::string& value) {
  if (value.find(' ') != value.npos) {
    throw database::Error(database::Error::Kind::refused, 0,
                          "the " + name +
                              " in the address has a blank; allowed for PostgreSQL: "
                              "none");
  }
  std::string text = "'";
  for (const char c : value) {
    if (c == '\'' || c == '\\') text += '\\';
    text += c;
  }
  return text + "'";
}

std::string socket_folder(const std::string& socket) {
  const auto file = socket.find("/.s.PGSQL.");
  return file == socket.npos ? socket : socket.substr(0, file);
}

// Without an authority of the address's own: Debian's list of those that the system trusts.
std::string authorities(const Address& address) {
  return address.ca.empty() ? "/etc/ssl/certs/ca-certificates.crt" : address.ca;
}

}  // namespace

std::string connection_text(const Address& address) {
  std::string text =
      "host=" +
      quoted("host", address.socket.empty() ? address.host : socket_folder(address.socket));
  const auto add = [&text](const char* word, const char* name, const std::string& value) {
    text += " " + std::string{word} + "=" + quoted(name, value);
  };
  add("port", "port", std::to_string(address.port));
  add("user", "user", address.user);
  if (!address.password.empty()) add("password", "password", address.password);
  add("dbname", "name", address.name);
  add("connect_timeout", "timeout", "5");
  add("client_encoding", "encoding", "UTF8");
  add("application_name", "application", "callwidgets-admin");
  if (address.tls == Address::Tls::off) {
    add("sslmode", "tls", "disable");
    return text;
  }
  const bool verifies = address.tls == Address::Tls::verify;
  add("sslmode", "tls", verifies ? "verify-full" : address.ca.empty() ? "require" : "verify-ca");
  if (verifies || !address.ca.empty()) add("sslrootcert", "ca", authorities(address));
  if (!address.cert.empty()) {
    add("sslcert", "cert", address.cert);
    add("sslkey", "key", address.key);
  }
  return text;
}

}  // namespace callwidgets::sources
