// Prints two medians in milliseconds: the time from starting a CGI program to the last byte of its
// answer, and the processor time that it takes in all. The program gets this one's environment: the
// caller says what the request is.
//   cgi_start TIMES LOG PROGRAM [ARGUMENT…]     what the program says on standard error goes to LOG
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void become(char** command, int out, const char* log) {
  dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
  dup2(out, STDOUT_FILENO);
  dup2(open(log, O_WRONLY | O_CREAT | O_APPEND, 0600), STDERR_FILENO);
  execv(command[0], command);
  _exit(127);
}

struct Cost {
  double time, processor;  // in milliseconds
};

double milliseconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
}

Cost cost_of_one(char** command, const char* log) {
  std::array<int, 2> out;
  if (pipe2(out.data(), O_CLOEXEC) != 0) std::exit(1);
  const auto start = Clock::now();
  const pid_t pid = fork();
  if (pid == 0) become(command, out[1], log);
  close(out[1]);
  std::array<char, 65536> bytes;
  std::size_t size = 0;
  for (ssize_t got; (got = read(out[0], bytes.data(), bytes.size())) > 0;) {
    size += static_cast<std::size_t>(got);
  }
  const std::chrono::duration<double, std::milli> took = Clock::now() - start;
  close(out[0]);
  int status = 0;
  rusage used{};
  wait4(pid, &status, 0, &used);
  if (status != 0 || size == 0) {
    std::fprintf(stderr, "cgi_start: %s failed, status %d, %zu bytes\n", command[0], status, size);
    std::exit(1);
  }
  return {took.count(), milliseconds(used.ru_utime) + milliseconds(used.ru_stime)};
}

double median(std::vector<double>& values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return std::fputs("cgi_start TIMES LOG PROGRAM [ARGUMENT…]\n", stderr), 2;
  std::vector<double> times, processor;
  for (int i = 0; i < std::max(std::atoi(argv[1]), 1); ++i) {
    const Cost cost = cost_of_one(argv + 3, argv[2]);
    times.push_back(cost.time);
    processor.push_back(cost.processor);
  }
  std::printf("%.3f %.3f\n", median(times), median(processor));
}
