#include "cli/interruption.h"

#include <pthread.h>
#include <signal.h>
#include <string.h>

#include <atomic>

namespace callwidgets::admin {
namespace {

constexpr int signals[] = {SIGINT, SIGTERM, SIGHUP};

std::atomic<int> received{0};
static_assert(std::atomic<int>::is_always_lock_free);
pthread_t main_thread;

// Any thread may get it; the one that may be waiting in a read() must.
void note(int number) {
  if (!pthread_equal(pthread_self(), main_thread)) {
    pthread_kill(main_thread, number);
    return;
  }
  if (received.exchange(number) == 0) return;
  signal(number, SIG_DFL);
  raise(number);
}

void handle(void (*handler)(int)) {
  for (const int number : signals) {
    struct sigaction action {};
    sigaction(number, nullptr, &action);
    if (action.sa_handler == SIG_IGN) continue;
    action = {};
    action.sa_handler = handler;
    sigaction(number, &action, nullptr);
  }
}

std::string name_of(int number) { return std::string{"SIG"} + sigabbrev_np(number); }

}  // namespace

Interrupted::Interrupted(int number, const std::string& text)
    : std::runtime_error(text.empty() ? "interrupted by " + name_of(number) : text),
      signal_(number) {}

Interruption::Interruption() {
  received = 0;
  main_thread = pthread_self();
  handle(note);
}

Interruption::~Interruption() { handle(SIG_DFL); }

void Interruption::check() {
  if (const int number = received) throw Interrupted{number};
}

}  // namespace callwidgets::admin
