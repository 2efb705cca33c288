#include "database/address.h"

#include <Poco/Exception.h>
#include <Poco/URI.h>

#include <algorithm>
#include <utility>

namespace callwidgets::database {
namespace {

// Poco reads a `+` in a query as a blank, which it is in forms only.
std::string decoded(std::string_view text) {
  std::string result;
  Poco::URI::decode(std::string{text}, result);
  return result;
}

bool take_tls(const std::string& value, Address& address) {
  if (value == "off") address.tls = Address::Tls::off;
  if (value == "required") address.tls = Address::Tls::required;
  if (value == "verify") address.tls = Address::Tls::verify;
  return value == "off" || value == "required" || value == "verify";
}

bool take_option(std::string_view name, const std::string& value, Address& address) {
  if (name == "tls") return take_tls(value, address);
  for (const auto& [option, field] :
       {std::pair{"socket", &Address::socket}, std::pair{"ca", &Address::ca},
        std::pair{"cert", &Address::cert}, std::pair{"key", &Address::key}}) {
    if (name != option) continue;
    address.*field = value;
    return value.starts_with('/');
  }
  return false;
}

// `name=value&name=value`; false where one is not understood.
bool take_options(std::string_view query, Address& address) {
  bool says_tls = false;
  while (!query.empty()) {
    const std::string_view option = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(option.size() + 1, query.size()));
    const auto equals = option.find('=');
    if (equals == option.npos) return false;
    const std::string_view name = option.substr(0, equals);
    says_tls = says_tls || name == "tls";
    if (!take_option(name, decoded(option.substr(equals + 1)), address)) return false;
  }
  const bool has_file = !address.ca.empty() || !address.cert.empty() || !address.key.empty();
  if (has_file && !says_tls) address.tls = Address::Tls::required;
  // A file that nothing uses is a mistake, and so is half of a certificate with its key.
  return !(has_file && address.tls == Address::Tls::off) &&
         address.cert.empty() == address.key.empty();
}

}  // namespace

std::string Address::shown() const {
  if (kind == Kind::sqlite) return path;
  return (socket.empty() ? host + ":" + std::to_string(port) : socket) + "/" + name;
}

std::optional<Address> Address::parse(const std::string& text) {
  Address address;
  if (text.starts_with("sqlite:")) {
    address.kind = Kind::sqlite;
    address.path = text.substr(7);
    if (address.path.empty()) return std::nullopt;
    return address;
  }
  const std::size_t scheme_end = text.find("://");
  const std::string scheme = text.substr(0, scheme_end);
  if (scheme_end == text.npos || (scheme != "mysql" && scheme != "postgresql")) return std::nullopt;
  address.kind = scheme == "mysql" ? Kind::mysql : Kind::postgresql;
  if (address.kind == Kind::postgresql) address.port = 5432;
  try {
    const Poco::URI uri{text};
    // Split before decoding: a password may hold a `:` or `@` of its own, encoded.
    const std::size_t begin = scheme_end + 3;
    const std::string_view authority =
        std::string_view{text}.substr(begin, text.find('/', begin) - begin);
    const auto at = authority.rfind('@');
    const auto credentials = authority.substr(0, at == authority.npos ? 0 : at);
    const auto colon = credentials.find(':');
    address.user = decoded(credentials.substr(0, colon));
    if (colon != credentials.npos) address.password = decoded(credentials.substr(colon + 1));
    address.host = uri.getHost();
    if (uri.getPort() != 0) address.port = uri.getPort();
    address.name = uri.getPath().empty() ? "" : uri.getPath().substr(1);
    if (!take_options(uri.getRawQuery(), address)) return std::nullopt;
  } catch (const Poco::Exception&) {
    return std::nullopt;
  }
  if (address.host.empty() || address.user.empty() || address.name.empty()) return std::nullopt;
  return address;
}

}  // namespace callwidgets::database
