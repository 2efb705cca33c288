#pragma once
#include <stdexcept>
#include <string>

#include "database/cause.h"

namespace callwidgets::database {

// A database refuses a statement, or is gone. what() is the database's own text, without the name
// of the user: for the operator's log, never for a web client.
class Error : public std::runtime_error {
 public:
  enum class Kind {
    conflict,     // another transaction interfered: roll back and repeat the whole transaction in
                  // this session
    unavailable,  // the server or the connection is gone, or refuses to write: a new session may
                  // work later
    full,         // the server accepts no further session: wait until one is closed
    too_slow,     // the server's own time limit ended the statement: repeating it ends the same way
    refused,      // anything else: repeating it fails again
  };
  // `code` is the server's number; it tells the cause.
  Error(Kind kind, int code, const std::string& text);
  // Where no server's number tells the cause.
  Error(Kind kind, Cause cause, const std::string& text);

  Kind kind() const { return kind_; }
  int code() const { return code_; }  // the server's number; 0 where there is none
  Cause cause() const { return cause_; }

  // What is wrong and what an operator can do about it, for his terminal or log.
  std::string advice() const;

  // The same error, its text preceded by the name of the database that it comes from, unless the
  // text has that name already.
  Error of(const std::string& place) const;

  // The kind of a MySQL or MariaDB error number.
  static Kind kind_of(int code);

 private:
  Kind kind_;
  int code_ = 0;
  Cause cause_;
};

}  // namespace callwidgets::database
