#pragma once

namespace callwidgets::database {

// Why a database does not do what it is asked to, as far as an operator can mend it.
enum class Cause {
  other,        // an error of ours, or one that this list doesn't know
  told,         // the error's own text is written for the operator, and holds no secret
  unreachable,  // nothing answers at the address
  lost,         // the server closed the connection, or was too slow
  too_many,     // no further connection
  denied,       // user, password or privileges
  no_database,  // the server has no database of that name
  cannot_open,  // of an SQLite file
  damaged,
  read_only,
  full,           // no space is left
  io,             // the disk fails
  locked,         // another transaction is in the way
  table_missing,  // or a column
};

// What a MySQL or MariaDB error number says about the cause.
Cause cause_of(int code);

// The cause in a sentence for an operator, with what he can do. It names no host, path or user.
// Empty for `other` and `told`.
const char* in_plain_words(Cause cause);

}  // namespace callwidgets::database
