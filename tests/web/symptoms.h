// What each test of INSTALL.md's chapter "When it doesn't answer" takes: a host that is installed
// as the document says, and the same symptoms behind whichever web server it has.
#pragma once

#include <cppunit/TestFixture.h>

#include <string>

#include "installed_host.h"

namespace callwidgets::test {

inline const std::string kQuestion = "/widgets/data?type=call_totals";
inline const std::string kSettings = "/etc/callwidgets/callwidgets.conf";

// In each, what the chapter says is seen is what comes, and what it says is to be done mends it.
class Symptoms : public CppUnit::TestFixture {
 public:
  void setUp() override { answers(); }

  void the_program_is_away();
  void the_socket_is_not_permitted();
  void everybody_is_forbidden();

 protected:
  explicit Symptoms(const std::string& way);

  // `edit`, a command, makes the web server's file such as the symptom takes; `mend` the other way.
  void the_file_is_not_in_force(const std::string& edit, const std::string& mend) const;
  void tokens_are_taken_away(const std::string& edit, const std::string& mend) const;
  void no_path_arrives(const std::string& edit, const std::string& mend) const;
  // `login`: commands that put a login before all of it.
  void preflights_are_refused(const std::string& login, const std::string& edit,
                              const std::string& mend) const;
  // `edit` makes the web server wait for a second in the place of a minute.
  void the_program_stands_still(const std::string& edit, int status, const std::string& told) const;

  const InstalledHost& host() const { return host_; }
  void answers() const;
  void restart() const;  // the web server

  // A setting's line is replaced, or taken away where there is no value.
  void set(const std::string& name, const std::string& value) const;

  // The chapter quotes those words, and they stand in `where`.
  static void is_told(const std::string& quote, const std::string& where);

  std::string web_log() const;                  // the web server's error log
  std::string program_log() const;              // what the program has said
  static bool is_a_page(const Answer& answer);  // of the web server's

 private:
  void is_away(const std::string& told) const;

  const GuideWay way_;
  Folder folder_;
  InstalledHost host_;
};

}  // namespace callwidgets::test
