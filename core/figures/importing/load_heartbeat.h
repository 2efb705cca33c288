#pragma once
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "database/session.h"
#include "figures/upkeep/load_mark.h"

namespace callwidgets::figures {

// Writes a load's sign of life once a second for as long as this lives, on a thread and a session
// of its own: sorting and one long statement are silent otherwise. What goes wrong with it is left
// to the load, whose own transactions write the same.
class LoadHeartbeat {
 public:
  using Open = std::function<std::unique_ptr<database::Session>()>;

  // `mark` outlives this. `open` is called by the thread. Throws std::system_error where no thread
  // is to be had.
  LoadHeartbeat(Open open, const LoadMark& mark);
  ~LoadHeartbeat();
  LoadHeartbeat(const LoadHeartbeat&) = delete;
  LoadHeartbeat& operator=(const LoadHeartbeat&) = delete;

 private:
  void run();

  const Open open_;
  const LoadMark& mark_;
  std::mutex mutex_;
  std::condition_variable ending_changed_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace callwidgets::figures
