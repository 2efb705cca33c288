#include "database/error.h"

namespace callwidgets::database {

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
