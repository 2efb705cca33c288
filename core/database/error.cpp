#include "database/error.h"

#include <string_view>

namespace callwidgets::database {
namespace {

// Servers name the user whom they refuse: `Access denied for user 'a'@'b'`. Logs are read by more
// people than settings are.
std::string without_user(std::string text) {
  constexpr std::string_view marks[] = {"user '", "User '"};
  for (const std::string_view mark : marks) {
    for (auto at = text.find(mark); at != text.npos; at = text.find(mark, at)) {
      auto end = text.find('\'', at + mark.size());
      if (end != text.npos && text.compare(end, 3, "'@'") == 0) end = text.find('\'', end + 3);
      if (end == text.npos) end = text.size() - 1;
      text.replace(at + 4, end + 1 - (at + 4), " of the settings");
    }
  }
  return text;
}

}  // namespace

Error::Error(Kind kind, int code, const std::string& text)
    : std::runtime_error(without_user(text)), kind_(kind), code_(code), cause_(cause_of(code)) {}

Error::Error(Kind kind, Cause cause, const std::string& text)
    : std::runtime_error(without_user(text)), kind_(kind), cause_(cause) {}

std::string Error::advice() const {
  const std::string words = in_plain_words(cause_);
  return words.empty() ? what() : words + " (" + what() + ")";
}

Error Error::of(const std::string& place) const {
  const std::string text = what();
  if (text.find(place) != text.npos) return *this;
  Error error = *this;
  static_cast<std::runtime_error&>(error) = std::runtime_error(place + ": " + text);
  return error;
}

Error::Kind Error::kind_of(int code) {
  switch (code) {
    case 1213:  // deadlock
    case 1205:  // lock wait time-out
    case 1020:  // row changed since the snapshot (MariaDB)
    case 1412:  // table definition changed since the snapshot
      return Kind::conflict;
    case 1040:  // too many connections
    case 1047:  // Galera: node not ready
    case 1053:  // server shutting down
    case 1180:  // error during COMMIT
    case 1290:  // read-only server
    case 1429:  // Spider: remote server not to be had
    case 1836:  // read-only mode
    case 1927:  // connection killed
    case 2002:
    case 2003:  // cannot connect
    case 2006:  // server gone
    case 2013:  // connection lost during the query
    case 2026:  // TLS: another authority, another host, too old a version
      return Kind::unavailable;
    default:
      return Kind::refused;
  }
}

}  // namespace callwidgets::database
