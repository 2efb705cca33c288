#include "settings/socket_address.h"

#include <arpa/inet.h>

#include <charconv>

namespace callwidgets::settings {
namespace {

bool is_ip(int family, const std::string& host) {
  in6_addr address;
  return inet_pton(family, host.c_str(), &address) == 1;
}

}  // namespace

std::optional<SocketAddress> SocketAddress::parse_tcp(const std::string& text) {
  const auto colon = text.rfind(':');
  if (colon == text.npos) return std::nullopt;
  SocketAddress address;
  const char* const end = text.data() + text.size();
  const auto [read, error] = std::from_chars(text.data() + colon + 1, end, address.port);
  if (error != std::errc{} || read != end || address.port == 0) return std::nullopt;
  address.host = text.substr(0, colon);
  if (address.host == "localhost") address.host = "127.0.0.1";
  if (is_ip(AF_INET, address.host)) return address;
  if (!address.host.starts_with('[') || !address.host.ends_with(']')) return std::nullopt;
  address.host = address.host.substr(1, address.host.size() - 2);
  if (!is_ip(AF_INET6, address.host)) return std::nullopt;
  return address;
}

std::string SocketAddress::text() const {
  if (!path.empty()) return path;
  const bool ipv6 = host.find(':') != host.npos;
  return (ipv6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

}  // namespace callwidgets::settings
