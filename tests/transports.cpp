#include "transports.h"

#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

namespace callwidgets::test {
namespace {

std::string script(const std::string& name) {
  return (source_path() / "tests/servers" / name).string();
}

void must_run(const std::vector<std::string>& command) {
  const Finished done = run(command);
  if (done.status != 0) throw std::runtime_error(command[0] + ": " + done.out + done.err);
}

Transport web_server(const std::string& name, const std::string& url_file) {
  std::ifstream in{url_file};
  std::string url;
  if (!std::getline(in, url)) throw std::runtime_error("no address in " + url_file);
  const size_t port = url.rfind(':') + 1, slash = url.find('/', port);
  const int number = std::stoi(url.substr(port, slash - port));
  const std::string mount = url.substr(slash);
  return {name, [=](const Request& request) { return over_http(number, mount, request); }};
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

Pairs pairs_of(const std::string& target) {
  Pairs pairs;
  const size_t mark = target.find('?');
  if (mark == std::string::npos) return pairs;
  std::istringstream in{target.substr(mark + 1)};
  for (std::string pair; std::getline(in, pair, '&');) {
    const size_t equals = pair.find('=');
    pairs.emplace_back(pair.substr(0, equals),
                       equals == std::string::npos ? "" : pair.substr(equals + 1));
  }
  return pairs;
}

const std::map<std::string, std::string> kOptions = {{"customer_id", "--customer"},
                                                     {"from_date", "--from"},
                                                     {"to_date", "--to"},
                                                     {"datasources", "--datasources"}};

bool is_given(const std::string& value) { return !value.empty() && !value.starts_with("{{"); }

}  // namespace

WebServers::WebServers(const Folder& folder, const Site& site)
    : nginx_(folder / "nginx"), apache_(folder / "apache") {
  // Apache's processes may be another user's: they have to reach what lies in the folder.
  std::filesystem::permissions(folder.path(), std::filesystem::perms{0755});
  must_run({script("nginx"), "start", nginx_, site.socket()});
  must_run({script("apache"), "start", apache_, site.socket(), program_path("callwidgets"),
            site.settings()});
}

WebServers::~WebServers() {
  run({script("nginx"), "stop", nginx_});
  run({script("apache"), "stop", apache_});
}

std::vector<Transport> WebServers::transports() const {
  return {web_server("nginx", nginx_ + "/nginx.url"),
          web_server("apache", apache_ + "/apache-fcgi.url"),
          web_server("cgi", apache_ + "/apache-cgi.url")};
}

Transport program_socket(const Site& site) {
  return {"socket", [path = site.socket()](const Request& r) { return over_fast_cgi(path, r); }};
}

bool can_be_queried(const Request& request) {
  if (request.method != "GET" || !request.headers.empty() || !request.body.empty()) return false;
  if (!request.target.starts_with("/widgets/data?")) return false;
  std::map<std::string, int> times;
  for (const auto& [name, value] : pairs_of(request.target)) {
    if (name != "type" && !kOptions.contains(name)) return false;
    if (++times[name] > 1 || value.find_first_of("%+") != std::string::npos) return false;
  }
  return true;
}

Finished query(const Site& site, const Request& request) {
  std::vector<std::string> words = {"query"}, options;
  for (const auto& [name, value] : pairs_of(request.target)) {
    if (name == "type") {
      words.push_back(value);
    } else if (is_given(value) && !(name == "customer_id" && value == "0")) {
      options.insert(options.end(), {kOptions.at(name), value});
    }
  }
  words.insert(words.end(), options.begin(), options.end());
  return site.admin(words);
}

}  // namespace callwidgets::test
