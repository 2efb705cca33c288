#pragma once

namespace callwidgets::web {

// What signals ask of the process. Their handlers set a static flag and wake a static descriptor,
// and touch nothing else, so that a signal may come at any moment until the process has ended.
namespace signal_requests {

enum Request : unsigned {
  end = 1,         // SIGTERM, SIGINT
  reload = 2,      // SIGHUP: read the settings again
  reopen_log = 4,  // SIGUSR1: open the access log again, after a rotation
};

// Catches these signals from now on, for good. Throws std::system_error.
void begin();

// Readable while something is asked for that was not taken.
int descriptor();

// The requests since the last call, or'ed; one thread at a time.
unsigned take() noexcept;

}  // namespace signal_requests
}  // namespace callwidgets::web
