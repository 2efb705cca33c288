#pragma once
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>

#include "fcgi/http/request.h"
#include "fcgi/http/response.h"

namespace callwidgets::web {

// Writes one line per request: fields `name=value`, separated by blanks. Lines are collected and
// written together, at the latest a tenth of a second after the first one came. Safe to use from
// any thread.
class AccessLog {
 public:
  // `to` is `-` for standard error, `off` for no log, or the path of a file, to which lines are
  // appended. Throws std::runtime_error if the file cannot be opened.
  explicit AccessLog(const std::string& to);
  ~AccessLog();
  AccessLog(const AccessLog&) = delete;
  AccessLog& operator=(const AccessLog&) = delete;

  // `took` is the time from the complete request to its answer.
  void add(const Request& request, const Response& response, std::chrono::microseconds took);
  // Writes the collected lines if the first one has waited long enough. Returns when to call this
  // again at the latest; time_point::max() if no line waits.
  using Clock = std::chrono::steady_clock;
  Clock::time_point write_due(Clock::time_point now);
  void flush();  // writes all collected lines now
  // Writes all collected lines, then opens the file with the log's name anew, as after a rotation.
  // If that fails, the log goes on in the former file and standard error says why.
  void reopen();

 private:
  void write_out();

  const bool on_;
  const std::string file_;  // empty: none
  int fd_ = -1;
  std::mutex mutex_;  // of all below, and of fd_'s replacement
  std::string lines_;
  Clock::time_point due_{};   // when lines_ are written, if there are any
  std::int64_t second_ = -1;  // the second whose text is `stamp_`
  std::string stamp_;
};

}  // namespace callwidgets::web
