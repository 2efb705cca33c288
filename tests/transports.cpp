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

std::string url_in(const std::string& file) {
  std::ifstream in{file};
  std::string url;
  if (!std::getline(in, url)) throw std::runtime_error("no address in " + file);
  return url;
}

Transport over_url(const std::string& name, const std::string& url, const std::string& from) {
  const size_t port = url.rfind(':') + 1, slash = url.find('/', port);
  const int number = std::stoi(url.substr(port, slash - port));
  const std::string mount = slash == std::string::npos ? "" : url.substr(slash);
  return {name, [=](const Request& r) { return over_http(number, mount, r, from.c_str()); }};
}

void open_to_all(const Folder& folder) {
  std::filesystem::permissions(folder.path(), std::filesystem::perms{0755});
}

Nginx::Nginx(const Folder& folder, const std::string& socket, const std::vector<std::string>& with)
    : folder_(folder / "nginx") {
  open_to_all(folder);
  std::vector<std::string> command = {script("nginx"), "start", folder_, socket};
  command.insert(command.end(), with.begin(), with.end());
  must_run(command);
}

Nginx::~Nginx() { run({script("nginx"), "stop", folder_}); }

std::string Nginx::url() const { return url_in(folder_ + "/nginx.url"); }

void Nginx::reload() const { must_run({script("nginx"), "reload", folder_}); }

Transport Nginx::transport(const std::string& from) const { return over_url("nginx", url(), from); }

Apache::Apache(const Folder& folder, const Site& site, const std::string& mount,
               const std::string& cgi, const std::vector<std::string>& with)
    : folder_(folder / "apache") {
  open_to_all(folder);
  std::vector<std::string> command = {script("apache"),
                                      "start",
                                      folder_,
                                      site.socket(),
                                      cgi.empty() ? program_path("callwidgets") : cgi,
                                      site.settings(),
                                      mount};
  command.insert(command.end(), with.begin(), with.end());
  must_run(command);
}

Apache::~Apache() { run({script("apache"), "stop", folder_}); }

std::string Apache::url(Way way) const {
  switch (way) {
    case Way::fcgi:
      return url_in(folder_ + "/apache-fcgi.url");
    case Way::cached:
      return url_in(folder_ + "/apache-cached.url");
    case Way::cgi:
      return url_in(folder_ + "/apache-cgi.url");
  }
  throw std::logic_error("no such way");
}

void Apache::reload() const { must_run({script("apache"), "reload", folder_}); }

Transport Apache::transport(Way way, const std::string& from) const {
  return over_url(way == Way::cgi ? "cgi" : "apache", url(way), from);
}

std::vector<Transport> WebServers::transports() const {
  return {nginx_.transport(), apache_.transport(Apache::Way::fcgi),
          apache_.transport(Apache::Way::cgi)};
}

Transport program_socket(const Site& site) {
  return {"socket", [path = site.socket()](const Request& r) { return over_fast_cgi(path, r); }};
}

Transport plain_cgi(const Site& site) {
  return {"program as cgi", [settings = site.settings()](const Request& request) {
            std::map<std::string, std::string> environment = {{"CALLWIDGETS_SETTINGS", settings}};
            for (const auto& [name, value] : parameters_of(request)) {
              std::string& joined = environment[name];
              joined += (joined.empty() ? "" : ", ") + value;
            }
            std::vector<std::string> command = {"env", "-i"};
            for (const auto& [name, value] : environment) command.push_back(name + "=" + value);
            command.push_back(program_path("callwidgets"));
            return answer_of_cgi(run(command, request.body).out);
          }};
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
