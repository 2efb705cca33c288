// What holds of every way to the program, wherever it is mounted.
#pragma once

#include <cppunit/TestFixture.h>

#include <string>
#include <vector>

#include "web_server.h"

namespace callwidgets::test {

// A site with the customers 7 and 8: mary, a web server's login, sees 7, and who has the token 8.
class MountedTest : public CppUnit::TestFixture {
 protected:
  static constexpr const char* kPage = "https://www.example.com";

  // Everybody may ask.
  MountedTest();

  // As the program answers on its own socket: its paths, its own 404 for all others. /status for
  // this host alone: `closed` to others. `at_root`: nothing but paths that begin with a slash.
  void answers(const WebServer& server, int closed, bool at_root = false);

  // Methods, headers, bodies, compressed answers.
  void passes_all_of_a_request(const WebServer& server);

  // `auth = server, token` from now on, and for servers that are started then.
  void asks_who() const;
  // Of a server with a login for passwords(), which lets bearer tokens pass.
  void knows_who_has_logged_in(const WebServer& server) const;
  // Of a server without a login.
  void makes_no_name_of_a_header(const WebServer& server) const;

  // Lines of Apache's configuration for other applications of the same site: at the path `/apiX`
  // and at all others.
  std::string neighbours() const;
  void leaves_neighbours_alone(const WebServer& server) const;

  const Folder& folder() const { return folder_; }
  Site& site() { return site_; }
  const Site& site() const { return site_; }
  std::string bearer() const { return "Bearer " + token_; }  // of 8
  std::string passwords() const;                             // mary's and joe's is `secret`
  std::string file(const std::string& name, const std::string& text) const;

 private:
  std::string access_log() const { return folder_ / "access.log"; }

  Folder folder_;
  Site site_;
  std::string token_;
};

// The status, and behind a 200 the body.
std::string got(const Transport& way, const Request& request);

}  // namespace callwidgets::test
