#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "fcgi/endpoint/endpoint.h"
#include "fcgi/endpoint/module.h"
#include "fcgi/endpoint/refusal.h"
#include "fcgi/endpoint/reloadable.h"
#include "fcgi/heap.h"
#include "fcgi/http/log.h"
#include "fcgi/signal_requests.h"
#include "fcgi/transport/acceptor.h"
#include "fcgi/transport/cgi.h"
#include "fcgi/transport/fastcgi.h"
#include "fcgi/transport/listening_socket.h"
#include "fcgi/upkeep_thread.h"
#include "files/privacy.h"
#include "settings/settings.h"
#include "settings/settings_file.h"

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
  web::start_libfcgi();  // it sets environment variables, which threads read that start below
  const auto settings = settings::Settings::load_to_serve(file);
  auto inherited = web::ListeningSocket::inherited();
  const web::ListeningSocket socket = inherited ? std::move(*inherited) : opened(settings);
  web::Reloadable handler{[file] { return settings::Settings::load_to_serve(file); },
                          web::load_sources};
  web::Limits limits;
  limits.event_threads = static_cast<int>(settings.event_threads);
  limits.query_threads = static_cast<int>(settings.workers);
  limits.queue = static_cast<std::size_t>(settings.queue);
  limits.sole_owner = !inherited;
  limits.answer_within = std::chrono::seconds{settings.answer_seconds};
  web::Acceptor acceptor{socket.fd(), handler, limits};
  handler.set_acceptor_figures([&] { return figures_of(acceptor, limits); });
  web::UpkeepThread upkeep{handler};
  web::log("callwidgets serves on " +
           (inherited ? "the inherited socket" : settings.socket.text()));
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

void print_help(std::ostream& out) {
  out << "callwidgets [--settings FILE]\n\n"
         "Serves the widgets data endpoint by FastCGI: on a socket that it opens (a unix socket or "
         "TCP), on one\nthat it inherits (descriptor 0, or systemd's LISTEN_FDS), or one request "
         "as a plain CGI program.\nThe settings file may also be named by --settings=FILE or by "
         "CALLWIDGETS_SETTINGS in the environment.\nSIGHUP reads it again, SIGUSR1 reopens the "
         "access log.\n\n";
  settings::Settings::help(out);
}

int serve_cgi(std::vector<std::string> arguments) {
  if (!web::arguments_are_the_starters(arguments)) arguments.clear();
  web::Endpoint endpoint{settings::Settings::load_to_serve(settings::take_file(arguments)),
                         web::load_sources};
  const bool written = web::answer_cgi(endpoint);
  endpoint.stop();
  return written ? 0 : 1;
}

int run(std::vector<std::string> arguments) {
  const bool cgi = web::serves_cgi();
  try {
    if (cgi) return serve_cgi(std::move(arguments));
    const std::string file = settings::take_file(arguments);
    if (arguments.empty()) return serve_fastcgi(file);
    if (arguments[0] == "--help") {
      print_help(std::cout);
      return 0;
    }
    std::cerr << "callwidgets: '" << arguments[0]
              << "' is not understood; callwidgets [--settings FILE], or --help\n";
    return 1;
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

int main(int argc, char** argv) {
  files::keep_files_private();
  return run({argv + std::min(argc, 1), argv + argc});
}
