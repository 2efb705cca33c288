#include <unistd.h>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <string>

#include "fcgi/acceptor.h"
#include "fcgi/cgi.h"
#include "fcgi/endpoint.h"
#include "fcgi/listening_socket.h"
#include "fcgi/log.h"
#include "fcgi/refusal.h"
#include "settings/settings.h"

using namespace callwidgets;

// The composition root: settings, the endpoint, and the door through which requests come.
namespace {

door::Acceptor* running = nullptr;

void stop(int) { running->stop(); }

int serve_fastcgi(door::Endpoint& endpoint, const settings::Settings& settings) {
  auto inherited = door::ListeningSocket::inherited();
  const door::ListeningSocket socket =
      inherited ? std::move(*inherited)
                : door::ListeningSocket::at(settings.socket, settings.socket_mode);
  door::Limits limits;
  limits.query_threads = static_cast<int>(settings.workers);
  limits.queue = static_cast<std::size_t>(settings.queue);
  door::Acceptor acceptor{socket.fd(), endpoint, limits};
  running = &acceptor;
  std::signal(SIGTERM, stop);
  std::signal(SIGINT, stop);
  door::log("callwidgets serves on " + (inherited ? "the inherited socket" : settings.socket));
  if (!acceptor.run()) _exit(0);  // a query thread is stuck in something that cannot be ended
  return 0;
}

int run(int argc, char** argv) {
  const bool cgi = door::serves_cgi();
  std::string file = std::getenv("CALLWIDGETS_SETTINGS") ? std::getenv("CALLWIDGETS_SETTINGS") : "";
  // In CGI a query string without `=` arrives as arguments (RFC 3875, 4.4): they are none of ours.
  for (int at = 1; !cgi && at < argc; ++at) {
    const std::string word = argv[at];
    if (word == "--help") {
      std::cout << "callwidgets [--settings FILE]\n\nServes the widgets data endpoint: FastCGI on "
                   "a unix socket, on an "
                   "inherited one (descriptor 0),\nor one request as a plain CGI program. The "
                   "settings file may also be "
                   "named by CALLWIDGETS_SETTINGS.\n\n";
      settings::Settings::help(std::cout);
      return 0;
    }
    if (word != "--settings" || at + 1 == argc) {
      std::cerr << "callwidgets: '" << word
                << "' is not understood; callwidgets [--settings FILE], or --help\n";
      return 1;
    }
    file = argv[++at];
  }
  try {
    const auto settings = settings::Settings::load(file);
    door::Endpoint endpoint{settings};
    if (cgi) return door::answer_cgi(endpoint) ? 0 : 1;
    return serve_fastcgi(endpoint, settings);
  } catch (const std::exception& error) {
    std::cerr << "callwidgets: " << error.what() << std::endl;
    if (!cgi) return 1;
    // A mistake in the settings must not end in a mute 500 of the web server's.
    door::Refusal refusal;
    door::answer_cgi(refusal);
    return 1;
  }
}

}  // namespace

int main(int argc, char** argv) { return run(argc, argv); }
