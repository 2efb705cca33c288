#pragma once
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>

#include "fcgi/request.h"
#include "fcgi/response.h"

namespace callwidgets::door {

// One line a request, `name=value` with blanks between. Lines wait until flush() or until there
// are many. Safe from any thread.
class AccessLog {
 public:
  // `-`: standard error; `off`; or a file, appended to. Throws std::runtime_error.
  explicit AccessLog(const std::string& to);
  ~AccessLog();
  AccessLog(const AccessLog&) = delete;
  AccessLog& operator=(const AccessLog&) = delete;

  void add(const Request& request, const Response& response, std::chrono::microseconds took);
  void flush();

 private:
  void write_out();

  int fd_ = -1;
  std::mutex mutex_;
  std::string lines_;
  std::int64_t second_ = -1;  // that `stamp_` is of
  std::string stamp_;
};

}  // namespace callwidgets::door
