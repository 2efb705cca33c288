// A host that the commands of INSTALL.md are run on: / is a folder of the test's, and what is the
// system's (systemctl, runuser, owners of files) is stood in for by the scripts of tests/guide.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "site.h"

namespace callwidgets::test {

class GuideHost {
 public:
  // `mysql` and `mysqldump` ask the server of that address, as its administrator; empty: there is
  // none.
  GuideHost(const Folder& folder, const std::string& database);
  // Ends all that was started there.
  ~GuideHost();
  GuideHost(const GuideHost&) = delete;
  GuideHost& operator=(const GuideHost&) = delete;

  // Where that path of the document lies.
  std::string path(const std::string& absolute) const { return root_ + absolute; }

  // What stands in the document is something else on this host.
  void stands_for(const std::string& written, const std::string& real);

  // From now on files and processes are owned by whom the document says, where root runs the test;
  // its user callwidgets is `callwidgets`: a name of the system's, or a number.
  void has_users(const std::string& callwidgets);

  // From now on that user, and not root, types, who has that home.
  void is_typed_by_its_user(const std::string& home);

  // The web server of that name (tests/guide/servers) is there as its package leaves it, and runs.
  void has(const std::string& server);
  int port() const;  // where the web servers listen

  // Runs the document's block of that name, in the folder of the checkout. A failed assertion
  // where a command of it fails. Its output names paths as the document does.
  Finished run_block(const std::string& name) const;

  // The same, and it has to print the block `NAME prints`.
  void run_printing_block(const std::string& name) const;

  // Runs the lines of that block that begin with `# ` or `$ `. What they print has to be what
  // stands below them, but for dates, versions of servers, and how long a file is.
  void run_session(const std::string& name) const;

  // Runs a line of the test's own, as a block.
  Finished type(const std::string& script) const;

  // What systemctl, useradd and update-rc.d were asked for, a line each.
  std::string done() const;

 private:
  Finished typed(std::string script) const;
  std::vector<std::string> as_typed(const std::vector<std::string>& command) const;
  void word(const std::string& name, const std::string& script) const;

  std::string root_, words_, done_, user_, home_;
  std::vector<std::pair<std::string, std::string>> stands_for_;
};

}  // namespace callwidgets::test
