#include "database/error.h"

#include <algorithm>
#include <iterator>
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

using Kind = Error::Kind;

struct Meaning {
  int code;
  Kind kind;
};

// From the error lists of MySQL 5.6 to 8.4, MariaDB 10 and 11, the client library, Galera, Spider
// and ProxySQL: every number that a statement of sql/ can meet without being wrong itself.
constexpr Meaning meanings[] = {
    // Another transaction was in the way; the server has rolled back.
    {1020, Kind::conflict},  // row changed since the snapshot (MariaDB)
    {1205, Kind::conflict},  // lock wait time-out
    {1213, Kind::conflict},  // deadlock
    {1412, Kind::conflict},  // table definition changed since the snapshot
    {3101, Kind::conflict},  // group replication: another member's transaction won
    {3572, Kind::conflict},  // a lock was not to be had at once

    // The server has no room for another session, or our user may have no more.
    {1037, Kind::full},  // out of memory
    {1040, Kind::full},  // too many connections
    {1041, Kind::full},  // out of resources
    {1135, Kind::full},  // no further thread
    {1203, Kind::full},  // max_user_connections, the server's
    {1226, Kind::full},  // MAX_USER_CONNECTIONS and the like, the user's
    {1461, Kind::full},  // too many prepared statements

    // A limit on the time of a statement.
    {1969, Kind::too_slow},  // max_statement_time (MariaDB)
    {3024, Kind::too_slow},  // max_execution_time (MySQL)

    // The server ended the session or the statement.
    {1028, Kind::unavailable},  // a sort was ended by KILL
    {1053, Kind::unavailable},  // shutting down
    {1077, Kind::unavailable},  // shut down
    {1079, Kind::unavailable},  // shut down
    {1080, Kind::unavailable},  // a thread was forced to end
    {1152, Kind::unavailable},  // aborted connection
    {1184, Kind::unavailable},  // aborted connection
    {1317, Kind::unavailable},  // KILL QUERY
    {1927, Kind::unavailable},  // KILL, or idle for too long within a transaction (MariaDB)
    {3169, Kind::unavailable},  // KILL (MySQL)
    {4031, Kind::unavailable},  // idle for wait_timeout (MySQL from 8.0.24)

    // The server doesn't know what this session prepared: a proxy took another one behind it.
    {1243, Kind::unavailable},  // unknown prepared statement
    {1615, Kind::unavailable},  // a prepared statement is to be prepared again

    // Bytes got lost on their way.
    {1153, Kind::unavailable},  // packet too large or damaged
    {1156, Kind::unavailable},  // packets out of order
    {1158, Kind::unavailable},  // error in reading
    {1159, Kind::unavailable},  // time-out in reading
    {1160, Kind::unavailable},  // error in writing
    {1161, Kind::unavailable},  // time-out in writing

    // This server answers nobody, or takes no writes, for now; another of the settings may.
    {1042, Kind::unavailable},   // our host's name can't be found
    {1043, Kind::unavailable},   // bad handshake
    {1047, Kind::unavailable},   // Galera: node not ready
    {1129, Kind::unavailable},   // our host is blocked after many errors
    {1180, Kind::unavailable},   // error during COMMIT
    {1290, Kind::unavailable},   // read-only server
    {1429, Kind::unavailable},   // Spider: remote server not to be had
    {1836, Kind::unavailable},   // read-only mode
    {3032, Kind::unavailable},   // offline mode
    {3100, Kind::unavailable},   // group replication: no quorum
    {9001, Kind::unavailable},   // ProxySQL: no server behind it answers
    {12701, Kind::unavailable},  // Spider: remote server gone

    // The client library's own.
    {2001, Kind::unavailable},  // no socket can be made
    {2002, Kind::unavailable},  // cannot connect, by a unix socket
    {2003, Kind::unavailable},  // cannot connect, by TCP
    {2004, Kind::unavailable},  // no socket can be made
    {2005, Kind::unavailable},  // unknown host
    {2006, Kind::unavailable},  // server gone
    {2012, Kind::unavailable},  // error in the handshake
    {2013, Kind::unavailable},  // connection lost during the query
    {2014, Kind::unavailable},  // an earlier answer was left half read
    {2026, Kind::unavailable},  // TLS: another authority, another host, too old a version
    {2027, Kind::unavailable},  // malformed packet
    {2055, Kind::unavailable},  // connection lost
};
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
  const auto found = std::find_if(std::begin(meanings), std::end(meanings),
                                  [&](const Meaning& meaning) { return meaning.code == code; });
  return found == std::end(meanings) ? Kind::refused : found->kind;
}

}  // namespace callwidgets::database
