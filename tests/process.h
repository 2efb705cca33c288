// Programs that a test starts: it ends them too, by their process id.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>
#include <vector>

namespace callwidgets::test {

struct Finished {
  int status = -1;  // exit status, or 128 + the signal
  std::string out;
  std::string err;
};

// Runs a program to its end with `input` on its standard input. A program that takes longer than
// five minutes is killed. Throws std::runtime_error where it can't be started.
Finished run(const std::vector<std::string>& command, const std::string& input = {});

// The same, and throws std::runtime_error with what it said unless it ends with 0.
void must_run(const std::vector<std::string>& command);

// A program that goes on beside the test. Its two outputs are appended to files, its input is empty
// or an open descriptor, which stays the caller's.
// The destructor ends it: SIGTERM, and SIGKILL ten seconds later.
class Process {
 public:
  Process(const std::vector<std::string>& command, const std::string& out_file,
          const std::string& err_file, int input = -1);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  pid_t pid() const { return pid_; }
  bool alive();
  void signal(int number);
  // The status as in Finished, or -1 where it still runs after `limit`.
  int wait(std::chrono::milliseconds limit);
  int stop();

 private:
  pid_t pid_;
  int status_ = -1;  // once it has ended
};

}  // namespace callwidgets::test
