// callwidgets as an operator has installed it by INSTALL.md: its blocks, one after the other.
#pragma once

#include <string>
#include <vector>

#include "exchange.h"
#include "guide_host.h"

namespace callwidgets::test {

// One way of INSTALL.md's. Of each block the name is given.
struct GuideWay {
  std::string block;   // its commands; `BLOCK answers` is the session behind them
  std::string server;  // of tests/guide/servers
  std::string keeper;  // what keeps the program running; empty: the web server starts it
};

// Throws std::logic_error where there is none of that name.
const GuideWay& guide_way(const std::string& block);

class InstalledHost : public GuideHost {
 public:
  // All that comes before the web server: programs, settings, tables, an account, calls.
  InstalledHost(const Folder& folder, const GuideWay& way);

  // The rest: what keeps the program running, and the way's own commands.
  void install() const;
  // The same, until the web server has its configuration: from then on it answers.
  void serve() const;

  // Through the web server, mounted at /api.
  Answer ask(const Request& request) const;
  Answer get(const std::string& target) const { return ask({"GET", target, {}, {}}); }

  // What stands in that file of the host's; empty where there is none.
  std::string text(const std::string& absolute) const;

 private:
  const GuideWay way_;
};

}  // namespace callwidgets::test
