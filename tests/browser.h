// A web browser without a window: it runs a page of the test's and tells what came of it.
#pragma once

#include <mutex>
#include <optional>
#include <string>

#include "scripted_server.h"
#include "site.h"

namespace callwidgets::test {

// Headless Chromium (Debian's chromium-headless-shell). Each page has processes of its own, which
// end with it. They know no host but 127.0.0.1. For one thread.
class Browser {
 public:
  Browser();

  // Where its pages come from: `http://127.0.0.1:PORT`, another one for each object.
  std::string origin() const { return server_.url(""); }

  // Runs the body of an async JavaScript function in a page, in a browser that has seen no page
  // before. Returns the text that the function returns, or `uncaught: ` and what it threw. Throws
  // std::runtime_error with the browser's messages where neither comes within a minute.
  std::string run(const std::string& script);

 private:
  std::string response(const HttpAsked& asked);
  std::optional<std::string> report() const;

  Folder folder_;
  int pages_ = 0;
  mutable std::mutex mutex_;  // of the two below
  std::string page_;
  std::optional<std::string> report_;
  ScriptedServer server_;
};

}  // namespace callwidgets::test
