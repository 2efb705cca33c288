#include "fcgi/transport/allowed_peers.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <sstream>
#include <stdexcept>

namespace callwidgets::web {
namespace {

constexpr const char* variable = "FCGI_WEB_SERVER_ADDRS";

std::string text_of(int family, const void* address) {
  std::array<char, INET6_ADDRSTRLEN> text;
  return inet_ntop(family, address, text.data(), text.size()) ? text.data() : "";
}

// Of one address there are several spellings in IPv6; of each the one that inet_ntop makes.
std::string text_of(const in6_addr& address) {
  if (IN6_IS_ADDR_V4MAPPED(&address)) return text_of(AF_INET, &address.s6_addr[12]);
  return text_of(AF_INET6, &address);
}

std::string normal(const std::string& word) {
  in_addr ipv4;
  if (inet_pton(AF_INET, word.c_str(), &ipv4) == 1) return text_of(AF_INET, &ipv4);
  in6_addr ipv6;
  if (inet_pton(AF_INET6, word.c_str(), &ipv6) == 1) return text_of(ipv6);
  throw std::runtime_error(std::string{variable} + " holds '" + word +
                           "'; allowed: IPv4 and IPv6 addresses, with commas between");
}

}  // namespace

AllowedPeers AllowedPeers::from_environment() {
  AllowedPeers peers;
  const char* const list = std::getenv(variable);
  std::istringstream words{list ? list : ""};
  for (std::string word; std::getline(words, word, ',');) {
    std::erase(word, ' ');
    if (!word.empty()) peers.addresses_.insert(normal(word));
  }
  return peers;
}

std::string AllowedPeers::name_of(const sockaddr_storage& peer) {
  if (peer.ss_family == AF_INET) {
    sockaddr_in ipv4;
    std::memcpy(&ipv4, &peer, sizeof ipv4);
    return text_of(AF_INET, &ipv4.sin_addr);
  }
  if (peer.ss_family != AF_INET6) return {};
  sockaddr_in6 ipv6;
  std::memcpy(&ipv6, &peer, sizeof ipv6);
  return text_of(ipv6.sin6_addr);
}

bool AllowedPeers::allows(const sockaddr_storage& peer) const {
  const std::string name = name_of(peer);
  if (any_named()) return addresses_.contains(name);
  return name == "::1" || name.starts_with("127.");
}

}  // namespace callwidgets::web
