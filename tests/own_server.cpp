#include "own_server.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "process.h"
#include "sql_client.h"
#include "waiting.h"

namespace callwidgets::test {
namespace {

std::string first_line(const std::string& file) {
  std::ifstream in{file};
  std::string line;
  std::getline(in, line);
  return line;
}

// Of a process or thread, by its folder below /proc; `X` where it is gone.
char state_of(const std::string& folder) {
  const std::string stat = first_line(folder + "/stat");
  return stat.empty() ? 'X' : stat.at(stat.rfind(')') + 2);
}

// Whether that process runs, or could go on, as a program of that name.
bool is_running(pid_t pid, const std::string& program) {
  const std::string process = "/proc/" + std::to_string(pid);
  const char state = state_of(process);
  return first_line(process + "/comm") == program && state != 'Z' && state != 'X';
}

// Whether each thread of it has stopped: one that runs just now may still answer.
bool is_stopped(pid_t pid) {
  for (const auto& thread :
       std::filesystem::directory_iterator{"/proc/" + std::to_string(pid) + "/task"}) {
    const char state = state_of(thread.path().string());
    if (state != 'T' && state != 'X') return false;
  }
  return true;
}

}  // namespace

OwnServer::OwnServer(Database kind, const std::vector<std::string>& options)
    : name_(kind == Database::mariadb ? "mariadb" : "mysql56") {
  for (const std::string& option : options) options_ += " " + option;
  const char* shared = std::getenv("CALLWIDGETS_TEST_SERVERS");
  if (!shared) throw std::runtime_error("CALLWIDGETS_TEST_SERVERS is not set");
  if (!std::getenv("CALLWIDGETS_NPM")) {
    setenv("CALLWIDGETS_NPM", (std::string(shared) + "/../npm").c_str(), 1);
  }
  watch();
  run_script("start");
}

OwnServer::~OwnServer() {
  signal(SIGCONT);
  run({script(), "stop", folder_.path()});
  close(watched_);
}

std::string OwnServer::url() const {
  const std::string url = first_line(folder_ / name_ + ".url");
  if (url.empty()) throw std::runtime_error("no address of a private " + name_);
  return url;
}

std::string OwnServer::socket() const { return folder_ / name_ + "/server.sock"; }

std::string OwnServer::fresh_database() const { return fresh_schema(url()); }

void OwnServer::kill() {
  signal(SIGKILL);
  if (!eventually([&] { return pid() == 0; }, std::chrono::seconds{10})) {
    throw std::runtime_error(name_ + " survives SIGKILL");
  }
}

void OwnServer::restart() { run_script("restart"); }
void OwnServer::suspend() {
  signal(SIGSTOP);
  const pid_t stopped = pid();
  if (stopped != 0 && !eventually([&] { return is_stopped(stopped); })) {
    throw std::runtime_error(name_ + " does not stop");
  }
}
void OwnServer::resume() { signal(SIGCONT); }

void OwnServer::mend() {
  resume();
  if (pid() == 0) restart();
}

std::string OwnServer::script() const { return source_path() / "tests/servers" / name_; }

void OwnServer::run_script(const std::string& verb) const {
  // Small logs are written and read sooner, at every start.
  const Finished done =
      run({"env", "CALLWIDGETS_SERVER_OPTIONS=--innodb-log-file-size=8M" + options_, script(), verb,
           folder_.path()});
  if (done.status != 0) throw std::runtime_error(name_ + " " + verb + ": " + done.err);
}

// Waits, apart from the test's group of processes, for the end of the pipe that only the test
// holds.
void OwnServer::watch() {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("pipe");
  watched_ = ends[1];
  Process starter({"setsid", "--fork", "bash", "-c",
                   "cat >/dev/null; [[ -e $1/$2.pid ]] || exit 0; kill -CONT $(<\"$1/$2.pid\"); "
                   "\"$3\" stop \"$1\"; rm -rf \"$1\"",
                   "watch", folder_.path(), name_, script()},
                  "/dev/null", "/dev/null", ends[0]);
  starter.wait(std::chrono::seconds{10});
  close(ends[0]);
}

void OwnServer::signal(int number) const {
  if (const pid_t running = pid()) ::kill(running, number);
}

pid_t OwnServer::pid() const {
  pid_t written = 0;
  std::ifstream{folder_ / name_ + ".pid"} >> written;
  const std::string program = name_ == "mariadb" ? "mariadbd" : "mysqld";
  return written > 1 && is_running(written, program) ? written : 0;
}

}  // namespace callwidgets::test
