#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string>
#include <thread>

#include "fcgi/acceptor.h"
#include "fcgi/cgi.h"
#include "fcgi/endpoint.h"
#include "fcgi/listening_socket.h"
#include "fcgi/log.h"
#include "fcgi/module.h"
#include "fcgi/refusal.h"
#include "fcgi/reloadable.h"
#include "fcgi/signals_blocked.h"
#include "fcgi/wakeup.h"
#include "process/heap.h"
#include "settings/settings.h"

using namespace callwidgets;

// The composition root: settings, the endpoint, and the door through which requests come.
namespace {

door::Acceptor* running = nullptr;

void stop(int) { running->stop(); }

// SIGHUP reads the settings again; a handler may do no more than tell a thread of ours.
door::Wakeup* hangups = nullptr;

void hangup(int) { hangups->wake(); }

class HangupThread {
 public:
  explicit HangupThread(door::Reloadable& handler) {
    hangups = &hangup_;
    const door::SignalsBlocked signals;
    thread_ = std::thread{[this, &handler] {
      for (hangup_.wait(); !ending_; hangup_.wait()) handler.reload();
    }};
  }
  ~HangupThread() {
    std::signal(SIGHUP, SIG_IGN);  // there is nobody to tell any more
    ending_ = true;
    hangup_.wake();
    thread_.join();
  }

 private:
  door::Wakeup hangup_;
  std::atomic<bool> ending_{false};
  std::thread thread_;
};

door::Endpoint::Figures figures_of(const door::Acceptor& acceptor, const door::Limits& limits) {
  const auto counts = acceptor.counts();
  return {{"connections", std::to_string(counts.connections)},
          {"event_threads", std::to_string(limits.event_threads)},
          {"query_threads", std::to_string(limits.query_threads)},
          {"queue", std::to_string(counts.waiting)},
          {"queue_bound", std::to_string(limits.queue)},
          {"answered", std::to_string(counts.answered)}};
}

int serve_fastcgi(const std::string& file) {
  process::keep_freed_memory();
  const auto settings = settings::Settings::load(file);
  auto inherited = door::ListeningSocket::inherited();
  const door::ListeningSocket socket =
      inherited ? std::move(*inherited)
                : door::ListeningSocket::at(settings.socket, settings.socket_mode);
  door::Reloadable handler{[file] { return settings::Settings::load(file); }, door::load_sources};
  door::Limits limits;
  limits.event_threads = static_cast<int>(settings.event_threads);
  limits.query_threads = static_cast<int>(settings.workers);
  limits.queue = static_cast<std::size_t>(settings.queue);
  limits.sole_owner = !inherited;
  limits.answer_within = std::chrono::seconds{settings.answer_seconds};
  door::Acceptor acceptor{socket.fd(), handler, limits};
  handler.set_acceptor_figures([&] { return figures_of(acceptor, limits); });
  running = &acceptor;
  const HangupThread hangup_thread{handler};
  std::signal(SIGTERM, stop);
  std::signal(SIGINT, stop);
  std::signal(SIGHUP, hangup);
  door::log("callwidgets serves on " + (inherited ? "the inherited socket" : settings.socket));
  if (!acceptor.run()) {
    handler.flush();
    _exit(0);  // a query thread is stuck in something that cannot be ended
  }
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
    if (!cgi) return serve_fastcgi(file);
    door::Endpoint endpoint{settings::Settings::load(file), door::load_sources};
    const bool written = door::answer_cgi(endpoint);
    endpoint.stop();
    return written ? 0 : 1;
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
