#pragma once
#include <sys/socket.h>

#include <set>
#include <string>

namespace callwidgets::web {

// Who may connect by TCP: the web servers that FastCGI's own variable FCGI_WEB_SERVER_ADDRS names
// in the environment, IPv4 and IPv6 addresses with commas between. Without it this host alone.
// Nothing changes it: safe from any thread.
class AllowedPeers {
 public:
  // Throws std::runtime_error where the variable holds what is no address.
  static AllowedPeers from_environment();

  bool any_named() const { return !addresses_.empty(); }
  bool allows(const sockaddr_storage& peer) const;

  // As the variable names it, an IPv4 address within IPv6 as IPv4; empty for another family.
  static std::string name_of(const sockaddr_storage& peer);

 private:
  std::set<std::string> addresses_;
};

}  // namespace callwidgets::web
