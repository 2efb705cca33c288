#include "database/address.h"

#include <Poco/Exception.h>
#include <Poco/URI.h>

namespace callwidgets::database {

std::optional<Address> Address::parse(const std::string& text) {
  Address address;
  if (text.starts_with("sqlite:")) {
    address.kind = Kind::sqlite;
    address.path = text.substr(7);
    if (address.path.empty()) return std::nullopt;
    return address;
  }
  if (!text.starts_with("mysql://")) return std::nullopt;
  try {
    const Poco::URI uri{text};
    // Split before decoding: a password may hold a `:` or `@` of its own, encoded.
    const std::string_view authority = std::string_view{text}.substr(8, text.find('/', 8) - 8);
    const auto at = authority.rfind('@');
    const auto credentials = authority.substr(0, at == authority.npos ? 0 : at);
    const auto colon = credentials.find(':');
    address.kind = Kind::mysql;
    Poco::URI::decode(std::string{credentials.substr(0, colon)}, address.user);
    if (colon != credentials.npos) {
      Poco::URI::decode(std::string{credentials.substr(colon + 1)}, address.password);
    }
    address.host = uri.getHost();
    if (uri.getPort() != 0) address.port = uri.getPort();
    address.name = uri.getPath().empty() ? "" : uri.getPath().substr(1);
  } catch (const Poco::Exception&) {
    return std::nullopt;
  }
  if (address.host.empty() || address.user.empty() || address.name.empty()) return std::nullopt;
  return address;
}

}  // namespace callwidgets::database
