#pragma once
#include <cstdint>
#include <optional>
#include <string>

namespace callwidgets::settings {

// Where a program listens: a unix socket's path, or an IP address and a port.
struct SocketAddress {
  std::string path;        // empty: TCP
  std::string host;        // of IPv4 or IPv6, as numbers
  std::uint16_t port = 0;  // of TCP

  // `HOST:PORT` with an IPv4 address or `localhost`, `[HOST]:PORT` with an IPv6 address; any other
  // text is no address: nothing.
  static std::optional<SocketAddress> parse_tcp(const std::string& text);

  // As it is written in the settings.
  std::string text() const;

  bool operator==(const SocketAddress&) const = default;
};

}  // namespace callwidgets::settings
