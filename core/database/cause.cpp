#include "database/cause.h"

namespace callwidgets::database {

Cause cause_of(int code) {
  switch (code) {
    case 2002:
    case 2003:  // cannot connect
    case 2005:  // unknown host
      return Cause::unreachable;
    case 1053:  // server shutting down
    case 1927:  // connection killed
    case 2006:  // server gone
    case 2013:  // connection lost during the query
    case 2055:
    case 4031:  // closed for inactivity
      return Cause::lost;
    case 1040:  // too many connections
    case 1203:  // of this user
    case 1226:  // a resource limit of this user
      return Cause::too_many;
    case 1044:  // database
    case 1045:  // user or password
    case 1130:  // host
    case 1142:  // table
    case 1143:  // column
    case 1227:
    case 1370:
    case 1698:
      return Cause::denied;
    case 1049:
      return Cause::no_database;
    case 126:
    case 127:
    case 144:
    case 145:
    case 1033:  // definition file
    case 1034:
    case 1035:
    case 1194:
    case 1195:
    case 1712:  // index
    case 1877:
    case 1932:  // unknown to the storage engine
      return Cause::damaged;
    case 1290:
    case 1792:  // in a read-only transaction
    case 1836:
      return Cause::read_only;
    case 1021:
    case 1114:
      return Cause::full;
    case 1020:
    case 1205:
    case 1213:
    case 1412:
      return Cause::locked;
    case 1054:  // column
    case 1146:
      return Cause::table_missing;
    default:
      return Cause::other;
  }
}

const char* in_plain_words(Cause cause) {
  switch (cause) {
    case Cause::other:
    case Cause::told:
      return "";
    case Cause::unreachable:
      return "the database server cannot be reached: check that it runs, and the address in the "
             "setting database";
    case Cause::lost:
      return "the database server has closed the connection or does not answer in time";
    case Cause::too_many:
      return "the database server accepts no more connections: raise its limit, or lower the "
             "setting workers";
    case Cause::denied:
      return "the database server denies access: check user, password and privileges";
    case Cause::no_database:
      return "the database does not exist on the server: create it, or correct the setting "
             "database";
    case Cause::cannot_open:
      return "the database file cannot be opened: check the path in the setting database, and that "
             "this user may read and write the file and its folder";
    case Cause::damaged:
      return "the database is damaged: restore a backup";
    case Cause::read_only:
      return "the database is read-only: let this user write to the file and its folder, or turn "
             "the server's read_only off";
    case Cause::full:
      return "the database has no space left: free some";
    case Cause::io:
      return "the database file cannot be read or written: check the disk";
    case Cause::locked:
      return "another program holds the database's locks for too long: try again when it is done";
    case Cause::table_missing:
      return "a table or column is missing: the tables are of another version (run "
             "callwidgets-admin migrate), or only a part of a backup is restored (restore all of "
             "it)";
  }
  return "";
}

}  // namespace callwidgets::database
