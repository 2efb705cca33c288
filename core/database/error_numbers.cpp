#include <algorithm>
#include <iterator>

#include "database/cause.h"
#include "database/error.h"

// What MySQL's and MariaDB's error numbers mean: what a caller may do, and what an operator can
// mend.
namespace callwidgets::database {
namespace {

using Kind = Error::Kind;

struct Meaning {
  int code;
  Kind kind;
  Cause cause;
};

// From the error lists of MySQL 5.6 to 8.4, MariaDB 10 and 11, the client library, Galera, Spider
// and ProxySQL: every number that a statement of sql/ can meet without being wrong itself,
// and what an operator can mend.
constexpr Meaning meanings[] = {
    // Another transaction was in the way; the server has rolled back.
    {1020, Kind::conflict, Cause::locked},  // row changed since the snapshot (MariaDB)
    {1205, Kind::conflict, Cause::locked},  // lock wait time-out
    {1213, Kind::conflict, Cause::locked},  // deadlock
    {1412, Kind::conflict, Cause::locked},  // table definition changed since the snapshot
    {3101, Kind::conflict, Cause::other},   // group replication: another member's transaction won
    {3572, Kind::conflict, Cause::other},   // a lock was not to be had at once

    // The server has no room for another session, or our user may have no more.
    {1037, Kind::full, Cause::other},     // out of memory
    {1040, Kind::full, Cause::too_many},  // too many connections
    {1041, Kind::full, Cause::other},     // out of resources
    {1135, Kind::full, Cause::other},     // no further thread
    {1203, Kind::full, Cause::too_many},  // max_user_connections, the server's
    {1226, Kind::full, Cause::too_many},  // MAX_USER_CONNECTIONS and the like, the user's
    {1461, Kind::full, Cause::other},     // too many prepared statements

    // A limit on the time of a statement.
    {1969, Kind::too_slow, Cause::other},  // max_statement_time (MariaDB)
    {3024, Kind::too_slow, Cause::other},  // max_execution_time (MySQL)

    // The server ended the session or the statement.
    {1028, Kind::unavailable, Cause::other},  // a sort was ended by KILL
    {1053, Kind::unavailable, Cause::lost},   // shutting down
    {1077, Kind::unavailable, Cause::other},  // shut down
    {1079, Kind::unavailable, Cause::other},  // shut down
    {1080, Kind::unavailable, Cause::other},  // a thread was forced to end
    {1152, Kind::unavailable, Cause::other},  // aborted connection
    {1184, Kind::unavailable, Cause::other},  // aborted connection
    {1317, Kind::unavailable, Cause::other},  // KILL QUERY
    {1927, Kind::unavailable,
     Cause::lost},  // KILL, or idle for too long within a transaction (MariaDB)
    {3169, Kind::unavailable, Cause::other},  // KILL (MySQL)
    {4031, Kind::unavailable, Cause::lost},   // idle for wait_timeout (MySQL from 8.0.24)

    // The server doesn't know what this session prepared: a proxy took another one behind it.
    {1243, Kind::unavailable, Cause::other},  // unknown prepared statement
    {1615, Kind::unavailable, Cause::other},  // a prepared statement is to be prepared again

    // Bytes got lost on their way.
    {1153, Kind::unavailable, Cause::other},  // packet too large or damaged
    {1156, Kind::unavailable, Cause::other},  // packets out of order
    {1158, Kind::unavailable, Cause::other},  // error in reading
    {1159, Kind::unavailable, Cause::other},  // time-out in reading
    {1160, Kind::unavailable, Cause::other},  // error in writing
    {1161, Kind::unavailable, Cause::other},  // time-out in writing

    // This server answers nobody, or takes no writes, for now; another of the settings may.
    {1042, Kind::unavailable, Cause::other},      // our host's name can't be found
    {1043, Kind::unavailable, Cause::other},      // bad handshake
    {1047, Kind::unavailable, Cause::other},      // Galera: node not ready
    {1129, Kind::unavailable, Cause::other},      // our host is blocked after many errors
    {1180, Kind::unavailable, Cause::other},      // error during COMMIT
    {1290, Kind::unavailable, Cause::read_only},  // read-only server
    {1429, Kind::unavailable, Cause::other},      // Spider: remote server not to be had
    {1836, Kind::unavailable, Cause::read_only},  // read-only mode
    {3032, Kind::unavailable, Cause::other},      // offline mode
    {3100, Kind::unavailable, Cause::other},      // group replication: no quorum
    {9001, Kind::unavailable, Cause::other},      // ProxySQL: no server behind it answers
    {12701, Kind::unavailable, Cause::other},     // Spider: remote server gone

    // The client library's own.
    {2001, Kind::unavailable, Cause::other},        // no socket can be made
    {2002, Kind::unavailable, Cause::unreachable},  // cannot connect, by a unix socket
    {2003, Kind::unavailable, Cause::unreachable},  // cannot connect, by TCP
    {2004, Kind::unavailable, Cause::other},        // no socket can be made
    {2005, Kind::unavailable, Cause::unreachable},  // unknown host
    {2006, Kind::unavailable, Cause::lost},         // server gone
    {2012, Kind::unavailable, Cause::other},        // error in the handshake
    {2013, Kind::unavailable, Cause::lost},         // connection lost during the query
    {2014, Kind::unavailable, Cause::other},        // an earlier answer was left half read
    {2026, Kind::unavailable,
     Cause::other},  // TLS: another authority, another host, too old a version
    {2027, Kind::unavailable, Cause::other},  // malformed packet
    {2055, Kind::unavailable, Cause::lost},   // connection lost

    // The server refuses our user.
    {1044, Kind::refused, Cause::denied},  // the database
    {1045, Kind::refused, Cause::denied},  // user or password
    {1130, Kind::refused, Cause::denied},  // our host
    {1142, Kind::refused, Cause::denied},  // the table
    {1143, Kind::refused, Cause::denied},  // the column
    {1227, Kind::refused, Cause::denied},  // a privilege
    {1370, Kind::refused, Cause::denied},  // a routine
    {1698, Kind::refused, Cause::denied},  // without a password

    // There is no such database.
    {1049, Kind::refused, Cause::no_database},  // unknown database

    // Tables or their files are damaged.
    {126, Kind::refused, Cause::damaged},   // wrong index file
    {127, Kind::refused, Cause::damaged},   // wrong record file
    {144, Kind::refused, Cause::damaged},   // crashed, and the repair failed
    {145, Kind::refused, Cause::damaged},   // crashed
    {1033, Kind::refused, Cause::damaged},  // definition file
    {1034, Kind::refused, Cause::damaged},  // wrong key file
    {1035, Kind::refused, Cause::damaged},  // old key file
    {1194, Kind::refused, Cause::damaged},  // crashed
    {1195, Kind::refused, Cause::damaged},  // crashed, and the repair failed
    {1712, Kind::refused, Cause::damaged},  // index
    {1877, Kind::refused, Cause::damaged},  // the tablespace
    {1932, Kind::refused, Cause::damaged},  // unknown to the storage engine

    // Nothing may be written.
    {1792, Kind::refused, Cause::read_only},  // in a read-only transaction

    // No space is left.
    {1021, Kind::refused, Cause::full},  // disk full
    {1114, Kind::refused, Cause::full},  // table full

    // The tables are other ones.
    {1054, Kind::refused, Cause::table_missing},  // column
    {1146, Kind::refused, Cause::table_missing},  // table
};

const Meaning* meaning_of(int code) {
  const auto found = std::find_if(std::begin(meanings), std::end(meanings),
                                  [&](const Meaning& meaning) { return meaning.code == code; });
  return found == std::end(meanings) ? nullptr : found;
}

}  // namespace

Error::Kind Error::kind_of(int code) {
  const Meaning* const meaning = meaning_of(code);
  return meaning ? meaning->kind : Kind::refused;
}

Cause cause_of(int code) {
  const Meaning* const meaning = meaning_of(code);
  return meaning ? meaning->cause : Cause::other;
}

}  // namespace callwidgets::database
