#include "browser.h"

#include <Poco/URI.h>
#include <signal.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "process.h"
#include "waiting.h"

namespace callwidgets::test {
namespace {

constexpr std::chrono::seconds kLimit{60};
const std::string kReport = "/report?";

std::string page_of(const std::string& script) {
  return "<!doctype html><meta charset=\"utf-8\"><title>a page</title><script>\n"
         "(async () => {\n" +
         script +
         "\n})().catch(error => 'uncaught: ' + error)\n"
         "  .then(text => fetch('" +
         kReport + "' + encodeURIComponent(text)));\n</script>\n";
}

// `home` takes all that the browser writes. `timeout` makes a group of processes of it, which ends
// even where the test doesn't live to see to it.
std::vector<std::string> command_for(const std::string& url, const std::string& home) {
  return {"env", "HOME=" + home, "TMPDIR=" + home, "timeout", "--signal=KILL", "90",
          "chromium-headless-shell", "--headless", "--user-data-dir=" + home + "/profile",
          // Root has no sandbox, nor has a container. The pages are the test's own.
          "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
          // Nothing but the page's own requests, and those to this host only.
          "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--no-proxy-server",
          "--disable-quic", "--no-first-run", "--disable-background-networking",
          "--disable-component-update", "--disable-sync", "--disable-domain-reliability",
          // A page may open another one unasked.
          "--disable-popup-blocking", url};
}

// A process and all that it has started.
class Group {
 public:
  Group(const std::vector<std::string>& command, const std::string& log)
      : leader_(command, log, log) {}
  ~Group() { ::kill(-leader_.pid(), SIGKILL); }
  Group(const Group&) = delete;
  Group& operator=(const Group&) = delete;
  bool alive() { return leader_.alive(); }

 private:
  Process leader_;
};

}  // namespace

Browser::Browser() : server_([this](const HttpAsked& asked) { return response(asked); }) {}

std::string Browser::run(const std::string& script) {
  {
    const std::lock_guard lock{mutex_};
    page_ = page_of(script);
    report_.reset();
  }
  const std::string home = folder_ / std::to_string(++pages_), log = home + "/messages";
  std::filesystem::create_directory(home);
  {
    Group browser{command_for(server_.url("/"), home), log};
    eventually([&] { return report() || !browser.alive(); }, kLimit, std::chrono::milliseconds{5});
  }
  if (const auto text = report()) return *text;
  std::ifstream in{log};
  throw std::runtime_error("the page reports nothing: " +
                           std::string(std::istreambuf_iterator<char>(in), {}));
}

std::string Browser::response(const HttpAsked& asked) {
  const std::lock_guard lock{mutex_};
  if (asked.target == "/") {
    return "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n" + page_;
  }
  if (!asked.target.starts_with(kReport)) return http_response("404 Not Found", "");
  std::string text;
  Poco::URI::decode(asked.target.substr(kReport.size()), text);
  report_ = text;
  return http_response("200 OK", "");
}

std::optional<std::string> Browser::report() const {
  const std::lock_guard lock{mutex_};
  return report_;
}

}  // namespace callwidgets::test
