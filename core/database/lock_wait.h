#pragma once
#include <atomic>
#include <chrono>
#include <optional>
#include <string>

#include "database/error.h"
#include "database/session.h"

struct sqlite3;

namespace callwidgets::database {

// What an SQLite connection does while another program holds its file: waits as its patience says.
// Used by the connection's
// thread, but for end().
class LockWait {
 public:
  // From here on, until this goes. `connection` is open, and outlives this.
  LockWait(sqlite3* connection, std::string path, LockPatience patience);
  ~LockWait();
  LockWait(const LockWait&) = delete;
  LockWait& operator=(const LockWait&) = delete;

  // From any thread: no wait lasts any longer, now or later.
  void end() { ended_ = true; }

  // The Error for a statement that found the file locked. `text` is the driver's.
  Error error(const std::string& text) const;

 private:
  using Clock = std::chrono::steady_clock;

  static int go_on(void* self, int times);
  bool wait(int times);

  sqlite3* const connection_;
  const std::string path_;
  const LockPatience patience_;
  std::atomic<bool> ended_{false};
  Clock::time_point began_;
  bool told_ = false;
  bool gave_up_ = false;
};

}  // namespace callwidgets::database
