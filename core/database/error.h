#pragma once
#include <stdexcept>
#include <string>

namespace callwidgets::database {

// A database refused or was lost. The text is the database's own: for the operator's log, never for
// a client.
class Error : public std::runtime_error {
 public:
  enum class Kind {
    conflict,  // another transaction was in the way: roll back and do the whole one again on this
               // session
    unavailable,  // the server or the connection is gone, or refuses writes: another session,
                  // later, may work
    refused,      // anything else; the same again fails again
  };
  Error(Kind kind, int code, const std::string& text)
      : std::runtime_error(text), kind_(kind), code_(code) {}
  Kind kind() const { return kind_; }
  int code() const { return code_; }  // the server's number; 0 where there is none

  // What a MySQL or MariaDB error number means for the caller.
  static Kind kind_of(int code);

 private:
  Kind kind_;
  int code_;
};

}  // namespace callwidgets::database
