#pragma once
#include <mysql.h>

#include <chrono>
#include <string>
#include <variant>
#include <vector>

#include "database/address.h"

namespace callwidgets::database {

// What a server's address means to the two drivers, Poco's and Connector/C++, which share the
// client library beneath: made here alone, so that whoever writes and whoever reads reach the same
// server in the same way.
struct ServerOptions {
  // One option by the library's number and by Connector/C++'s name.
  struct Option {
    mysql_option number;
    const char* name;
    std::variant<int, bool, std::string> value;
  };
  std::string host;    // TCP, where there is no socket
  std::string socket;  // a path, or empty
  unsigned port = 0;
  std::vector<Option> options;

  // `connect_within` bounds the connecting and the handshake, each. Throws Error (unavailable) that
  // names a file which can't be read.
  ServerOptions(const Address& address, std::chrono::seconds connect_within);
};

// Throws Error (unavailable) where the address wants TLS and `cipher`, the connection's, is empty:
// the library goes on without where a server offers none.
void check_encrypted(const Address& address, const std::string& cipher);

}  // namespace callwidgets::database
