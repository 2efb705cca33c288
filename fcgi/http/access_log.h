#pragma once
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>

#include "fcgi/http/request.h"
#include "fcgi/http/response.h"

namespace callwidgets::web {

// One line a request, `name=value` with blanks between. A line waits for others, so that a write
// serves many: for a tenth of a second, or until there are a good many. Safe from any thread.
class AccessLog {
 public:
  // `-`: standard error; `off`; or a file, appended to. Throws std::runtime_error.
  explicit AccessLog(const std::string& to);
  ~AccessLog();
  AccessLog(const AccessLog&) = delete;
  AccessLog& operator=(const AccessLog&) = delete;

  void add(const Request& request, const Response& response, std::chrono::microseconds took);
  // Writes the lines if the first of them has waited long enough. Gives when that will be so; max()
  // where none waits.
  using Clock = std::chrono::steady_clock;
  Clock::time_point write_due(Clock::time_point now);
  void flush();  // whatever waits
  // Writes what waits, and goes on in the file that has the log's name now. Where that can't be
  // opened the log stays where it is, and standard error says why.
  void reopen();

 private:
  void write_out();

  const bool on_;
  const std::string file_;  // empty: none
  int fd_ = -1;
  std::mutex mutex_;  // of all below, and of fd_'s replacement
  std::string lines_;
  Clock::time_point due_{};   // of lines_, where there are any
  std::int64_t second_ = -1;  // that `stamp_` is of
  std::string stamp_;
};

}  // namespace callwidgets::web
