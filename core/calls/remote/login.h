#pragma once
#include <stdexcept>
#include <string>

namespace callwidgets::calls {

// How a server is told who asks. Basic sends the password itself: over https only, or to this host.
enum class Authentication { none, basic, digest };

struct LoginError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Login {
  std::string user;
  std::string password;

  // From a text `USER:PASSWORD`; what follows its first line end doesn't count. The password may
  // hold colons. Throws LoginError, which says nothing of the text; `where` is where it stands.
  static Login parse(const std::string& text, const std::string& where);
  // From a file that its owner alone may read. Throws LoginError.
  static Login from_file(const std::string& path);
};

}  // namespace callwidgets::calls
