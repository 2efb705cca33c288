#include "installed_host.h"

#include <filesystem>
#include <stdexcept>

#include "import_site.h"
#include "transports.h"

namespace callwidgets::test {

const GuideWay& guide_way(const std::string& block) {
  static const std::vector<GuideWay> all = {
      {"nginx", "nginx", "units"},
      {"apache", "apache2", "units"},
      {"cgi", "apache2", ""},
      {"fcgid", "apache2", ""},
      {"lighttpd", "lighttpd", "units"},
      {"caddy", "caddy", "units"},
      {"haproxy", "haproxy", "units"},
  };
  for (const GuideWay& way : all) {
    if (way.block == block) return way;
  }
  throw std::logic_error("INSTALL.md has no way named " + block);
}

InstalledHost::InstalledHost(const Folder& folder, const GuideWay& way)
    : GuideHost(folder, {}), way_(way) {
  open_to_all(folder);
  // Nobody has that number. A program that the web server starts runs as the web server's user.
  has_users(way.keeper.empty() ? "www-data" : "64017");
  has(way.server);
  stands_for(" build/bin/", " " + program_path(""));
  run_block("programs");
  // The program knows the folder of its modules by a name that is another here; it looks beside
  // itself first.
  type("ln -s /usr/local/lib/callwidgets/*.so /usr/local/bin/");
  run_block("user and settings");
  run_block("calls file");
  for (const std::string name : {"tables", "account", "calls", "query"}) run_printing_block(name);
}

void InstalledHost::install() const {
  if (!way_.keeper.empty()) run_block(way_.keeper);
  run_block(way_.block);
}

void InstalledHost::serve() const {
  install();
  type("systemctl restart " + way_.server);
}

Answer InstalledHost::ask(const Request& request) const {
  return over_http(port(), "/api", request);
}

std::string InstalledHost::text(const std::string& absolute) const {
  return std::filesystem::exists(path(absolute)) ? read_all(path(absolute)) : std::string();
}

}  // namespace callwidgets::test
