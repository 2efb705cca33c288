// Asks a FastCGI program on a unix socket one question, and prints the answer as it came: headers,
// an empty line and the body. With --watch it goes on asking until the body has been another one
// for 1.5 s, at most so many seconds, and prints when the last answer came that had the first body.
//   fastcgi_ask SOCKET QUERY [--watch SECONDS]
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <thread>

#include "fastcgi_client.h"

using namespace callwidgets::test;
using Clock = std::chrono::system_clock;

namespace {

double seconds(Clock::time_point at) {
  return std::chrono::duration<double>(at.time_since_epoch()).count();
}

int run(int argc, char** argv) {
  FastcgiClient client{argv[1]};
  const Params question = get("/widgets/data", argv[2]);
  const Reply first = client.ask(question);
  if (argc == 3) return std::fwrite(first.out.data(), 1, first.out.size(), stdout), 0;

  constexpr double settled = 1.5;
  double last_same = seconds(Clock::now());
  const double end = last_same + std::atof(argv[4]);
  bool changed = false;
  for (double now = last_same; now < end && !(changed && now > last_same + settled);) {
    changed = client.ask(question).body() != first.body();
    now = seconds(Clock::now());
    if (!changed) last_same = now;
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  }
  std::printf("%.3f\n", last_same);
  return 0;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 3 && argc != 5)
    return std::fputs("fastcgi_ask SOCKET QUERY [--watch SECONDS]\n", stderr), 2;
  return run(argc, argv);
} catch (const std::exception& error) {
  return std::fprintf(stderr, "fastcgi_ask: %s\n", error.what()), 1;
}
