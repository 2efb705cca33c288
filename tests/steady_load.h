// Clients that go on asking while something happens to the program.
#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "transports.h"

namespace callwidgets::test {

// Each client asks one question after the other, each on a connection of its own, until the object
// is asked what became of them. Every other question is a new one, for the database.
class SteadyLoad {
 public:
  SteadyLoad(const Transport& transport, int clients);
  ~SteadyLoad();
  SteadyLoad(const SteadyLoad&) = delete;
  SteadyLoad& operator=(const SteadyLoad&) = delete;

  // How often each outcome came: "200", "503 {…}", or what failed.
  std::map<std::string, int> end();

  // The outcomes, for a failed test's message.
  static std::string text(const std::map<std::string, int>& outcomes);

 private:
  void ask(const Transport& transport, int n);

  std::atomic<bool> ending_{false};
  std::mutex mutex_;
  std::map<std::string, int> outcomes_;
  std::vector<std::thread> clients_;
};

}  // namespace callwidgets::test
