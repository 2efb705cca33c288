#include "database/cause.h"

namespace callwidgets::database {

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
