// A host that the commands of INSTALL.md are run on: / is a folder of the test's, and what is the
// system's (systemctl, runuser, owners of files) is stood in for by small scripts.
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

  // Where that path of the document lies.
  std::string path(const std::string& absolute) const { return root_ + absolute; }

  // What stands in the document is something else on this host.
  void stands_for(const std::string& written, const std::string& real);

  // Runs the document's block of that name, in the folder of the checkout. A failed assertion
  // where a command of it fails.
  Finished run_block(const std::string& name) const;

  // What systemctl and useradd were asked for, a line each.
  std::string done() const;

 private:
  void word(const std::string& name, const std::string& script) const;

  std::string root_, words_, done_;
  std::vector<std::pair<std::string, std::string>> stands_for_;
};

}  // namespace callwidgets::test
