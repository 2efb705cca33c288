#include "web_server.h"

namespace callwidgets::test {
WebServer::WebServer(const std::string& name, const Folder& folder, const Site& site,
                     const std::vector<std::string>& words)
    : name_(name),
      script_((source_path() / "tests/servers" / name).string()),
      folder_(folder / name) {
  open_to_all(folder);
  std::vector<std::string> command = {script_,
                                      "start",
                                      folder_,
                                      "socket=" + site.socket(),
                                      "program=" + program_path("callwidgets"),
                                      "settings=" + site.settings()};
  command.insert(command.end(), words.begin(), words.end());
  must_run(command);
}

WebServer::~WebServer() { run({script_, "stop", folder_}); }

Transport WebServer::transport(const std::string& from) const {
  return over_url(name_, url(), from);
}

std::string WebServer::url() const { return url_in(folder_ + "/" + name_ + ".url"); }

void WebServer::reload() const { must_run({script_, "reload", folder_}); }

}  // namespace callwidgets::test
