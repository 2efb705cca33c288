// Asks a FastCGI program on a unix socket one question, and prints the answer as it came: headers,
// an empty line and the body. With --watch it asks for so many seconds, and prints when the last
// answer came that had the same body as the first, and how many came in all.
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

  const double end = seconds(Clock::now()) + std::atof(argv[4]);
  double last_same = 0;
  std::size_t answers = 0;
  for (; seconds(Clock::now()) < end; ++answers) {
    const Reply reply = client.ask(question);
    if (reply.body() == first.body()) last_same = seconds(Clock::now());
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  }
  std::printf("%.3f %zu\n", last_same, answers);
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
