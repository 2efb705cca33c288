// The ways in to the program: each web server that the product ships a file for.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "transports.h"

namespace callwidgets::test {

// A private web server with the shipped file. It ends with the object.
class Door {
 public:
  virtual ~Door() = default;
  virtual Transport transport() const = 0;
  // Its configuration is read again, as its operator has it done.
  virtual void reload() const = 0;
};

struct WayIn {
  std::string name;  // as in a case's `via NAME`
  // Whether the web server itself starts the program, which then serves by no socket of the site's.
  bool starts_the_program;
  // Where a few requests are lost under load, for the web server sends none again then: when the
  // program is restarted or killed, and when the web server reads its files again.
  bool restarts_lose_some, reloads_lose_some;
  // `users`: with the web server's login, for the names and passwords of that file, and with bearer
  // tokens let through; empty: without.
  std::function<std::unique_ptr<Door>(const Site& site, const std::string& mount,
                                      const std::string& users)>
      open;
};

// Throws std::logic_error where there is none of that name.
const WayIn& way_in(const std::string& name);

}  // namespace callwidgets::test
