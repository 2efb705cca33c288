#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>

#include "fcgi/endpoint/endpoint.h"
#include "fcgi/endpoint/module.h"
#include "fcgi/endpoint/refusal.h"
#include "fcgi/endpoint/reloadable.h"
#include "fcgi/heap.h"
#include "fcgi/http/log.h"
#include "fcgi/signal_requests.h"
#include "fcgi/transport/acceptor.h"
#include "fcgi/transport/cgi.h"
#include "fcgi/transport/listening_socket.h"
#include "fcgi/upkeep_thread.h"
#include "settings/settings.h"

using namespace callwidgets;

// The composition root: settings, the endpoint, and the door through which requests come.
namespace {

web::Endpoint::Figures figures_of(const web::Acceptor& acceptor, const web::Limits& limits) {
  const auto counts = acceptor.counts();
  return {{"connections", std::to_string(counts.connections)},
          {"event_threads", std::to_string(limits.event_threads)},
          {"query_threads", std::to_string(limits.query_threads)},
          {"queue", std::to_string(counts.waiting)},
          {"queue_bound", std::to_string(limits.queue)},
          {"answered", std::to_string(counts.answered)}};
}

web::ListeningSocket opened(const settings::Settings& settings) {
  const auto& [path, host, port] = settings.socket;
  return path.empty() ? web::ListeningSocket::tcp(host, port)
                      : web::ListeningSocket::at(path, settings.socket_mode);
}

int serve_fastcgi(const std::string& file) {
  web::signal_requests::begin();
  web::keep_freed_memory();
  const auto settings = settings::Settings::load(file);
  auto inherited = web::ListeningSocket::inherited();
  const web::ListeningSocket socket =
      inherited ? std::move(*inherited) : opened(settings);
  web::Reloadable handler{[file] { return settings::Settings::load(file); }, web::load_sources};
  web::Limits limits;
  limits.event_threads = static_cast<int>(settings.event_threads);
  limits.query_threads = static_cast<int>(settings.workers);
  limits.queue = static_cast<std::size_t>(settings.queue);
  limits.sole_owner = !inherited;
  limits.answer_within = std::chrono::seconds{settings.answer_seconds};
  web::Acceptor acceptor{socket.fd(), handler, limits};
  handler.set_acceptor_figures([&] { return figures_of(acceptor, limits); });
  web::UpkeepThread upkeep{handler};
  web::log("callwidgets serves on " + (inherited ? "the inherited socket" : settings.socket.text()));
  const bool all_ended = acceptor.run(web::signal_requests::descriptor(), [&] {
    const unsigned requests = web::signal_requests::take();
    if (requests & web::signal_requests::end) acceptor.stop();
    upkeep.ask(requests);
  });
  if (!upkeep.end(std::chrono::milliseconds{200}) || !all_ended) {
    handler.flush();
    _exit(0);  // a thread is stuck in something that cannot be ended
  }
  return 0;
}

int run(int argc, char** argv) {
  const bool cgi = web::serves_cgi();
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
    if (!cgi) return serve_fastcgi(file);
    web::Endpoint endpoint{settings::Settings::load(file), web::load_sources};
    const bool written = web::answer_cgi(endpoint);
    endpoint.stop();
    return written ? 0 : 1;
  } catch (const std::exception& error) {
    std::cerr << "callwidgets: " << error.what() << std::endl;
    if (!cgi) return 1;
    // A mistake in the settings must not end in a mute 500 of the web server's.
    web::Refusal refusal;
    web::answer_cgi(refusal);
    return 1;
  }
}

}  // namespace

int main(int argc, char** argv) { return run(argc, argv); }
