#pragma once
#include <sys/socket.h>

#include <set>
#include <string>

namespace callwidgets::web {

// Which peers may connect over TCP: the addresses in the environment variable
// FCGI_WEB_SERVER_ADDRS, which FastCGI defines, IPv4 and IPv6, separated by commas; without it,
// only this host. Immutable, so safe to use from any thread.
class AllowedPeers {
 public:
  // Throws std::runtime_error if the variable contains something that is not an address.
  static AllowedPeers from_environment();

  bool any_named() const { return !addresses_.empty(); }
  bool allows(const sockaddr_storage& peer) const;

  // The peer's address as the variable would name it; an IPv4 address mapped into IPv6 as IPv4.
  // Empty for other address families.
  static std::string name_of(const sockaddr_storage& peer);

 private:
  std::set<std::string> addresses_;
};

}  // namespace callwidgets::web
