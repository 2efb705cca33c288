#include "process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <thread>

namespace callwidgets::test {
namespace {

using Clock = std::chrono::steady_clock;

int status_of(int wait_status) {
  return WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : 128 + WTERMSIG(wait_status);
}

[[noreturn]] void become(const std::vector<std::string>& command, int in, int out, int err) {
  dup2(in, 0);
  dup2(out, 1);
  dup2(err, 2);
  ::signal(SIGPIPE, SIG_DFL);
  std::vector<char*> argv;
  for (const std::string& word : command) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  execvp(argv[0], argv.data());
  dprintf(2, "%s: %s\n", argv[0], strerror(errno));
  _exit(127);
}

struct Pipe {
  int ends[2];
  Pipe() {
    if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("pipe");
  }
  ~Pipe() {
    close(0);
    close(1);
  }
  void close(int end) {
    if (ends[end] >= 0) ::close(ends[end]);
    ends[end] = -1;
  }
};

void read_into(std::string& text, Pipe& pipe) {
  char buffer[65536];
  const ssize_t count = read(pipe.ends[0], buffer, sizeof buffer);
  if (count > 0) text.append(buffer, count);
  if (count == 0) pipe.close(0);
}

}  // namespace

Finished run(const std::vector<std::string>& command, const std::string& input) {
  ::signal(SIGPIPE, SIG_IGN);
  Pipe in, out, err;
  const pid_t pid = fork();
  if (pid < 0) throw std::runtime_error("fork");
  if (pid == 0) become(command, in.ends[0], out.ends[1], err.ends[1]);
  in.close(0);
  out.close(1);
  err.close(1);
  fcntl(in.ends[1], F_SETFL, O_NONBLOCK);

  Finished finished;
  size_t sent = 0;
  const auto limit = Clock::now() + std::chrono::minutes(5);
  while (out.ends[0] >= 0 || err.ends[0] >= 0) {
    if (sent == input.size()) in.close(1);
    pollfd waits[] = {{out.ends[0], POLLIN, 0}, {err.ends[0], POLLIN, 0}, {in.ends[1], POLLOUT, 0}};
    poll(waits, 3, 1000);
    if (waits[0].revents) read_into(finished.out, out);
    if (waits[1].revents) read_into(finished.err, err);
    if (waits[2].revents) {
      const ssize_t count = write(in.ends[1], input.data() + sent, input.size() - sent);
      if (count > 0) sent += count;
      if (count < 0 && errno != EAGAIN) sent = input.size();  // nobody reads any more
    }
    if (Clock::now() > limit) kill(pid, SIGKILL);
  }
  int status = 0;
  waitpid(pid, &status, 0);
  finished.status = status_of(status);
  return finished;
}

void must_run(const std::vector<std::string>& command) {
  const Finished done = run(command);
  if (done.status != 0) throw std::runtime_error(command[0] + ": " + done.out + done.err);
}

Process::Process(const std::vector<std::string>& command, const std::string& out_file,
                 const std::string& err_file, int input) {
  const int flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC;
  const int empty = open("/dev/null", O_RDONLY | O_CLOEXEC);
  const int out = open(out_file.c_str(), flags, 0644);
  const int err = open(err_file.c_str(), flags, 0644);
  pid_ = fork();
  if (pid_ == 0) become(command, input < 0 ? empty : input, out, err);
  for (const int file : {empty, out, err}) close(file);
  if (pid_ < 0) throw std::runtime_error("fork");
}

Process::~Process() { stop(); }

bool Process::alive() { return wait(std::chrono::milliseconds(0)) == -1; }

void Process::signal(int number) {
  if (status_ == -1) kill(pid_, number);
}

int Process::wait(std::chrono::milliseconds limit) {
  const auto until = Clock::now() + limit;
  while (status_ == -1) {
    int status = 0;
    if (waitpid(pid_, &status, WNOHANG) == pid_) status_ = status_of(status);
    if (status_ != -1 || Clock::now() >= until) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return status_;
}

int Process::stop() {
  signal(SIGTERM);
  if (wait(std::chrono::seconds(10)) == -1) {
    signal(SIGKILL);
    wait(std::chrono::seconds(10));
  }
  return status_;
}

}  // namespace callwidgets::test
