#include "database/lock_wait.h"

#include <sqlite3.h>

#include <algorithm>

namespace callwidgets::database {

LockWait::LockWait(sqlite3* connection, std::string path, LockPatience patience)
    : connection_(connection), path_(std::move(path)), patience_(std::move(patience)) {
  sqlite3_busy_handler(connection_, go_on, this);
}

LockWait::~LockWait() { sqlite3_busy_handler(connection_, nullptr, nullptr); }

int LockWait::go_on(void* self, int times) { return static_cast<LockWait*>(self)->wait(times); }

// SQLite asks after each attempt of a statement, `times` being 0 after the first.
bool LockWait::wait(int times) {
  const auto now = Clock::now();
  if (times == 0) {
    began_ = now;
    told_ = gave_up_ = false;
  }
  gave_up_ = now - began_ >= patience_.end;
  if (gave_up_ || ended_) return false;
  if (patience_.tell && !told_ && now - began_ >= patience_.tell_after) {
    told_ = true;
    patience_.tell(path_);
  }
  constexpr int longest_milliseconds = 100;
  sqlite3_sleep(std::min(1 + 5 * times, longest_milliseconds));
  return true;
}

Error LockWait::error(const std::string& text) const {
  if (!gave_up_ || !patience_.tell) return {Error::Kind::conflict, Cause::locked, text};
  return {Error::Kind::unavailable, Cause::told,
          path_ + " is held by another program since " + std::to_string(patience_.end.count()) +
              " s; end that, or wait until it is done, and give the command again"};
}

}  // namespace callwidgets::database
