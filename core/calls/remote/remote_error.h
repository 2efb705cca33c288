#pragma once
#include <chrono>
#include <stdexcept>
#include <string>

namespace callwidgets::calls {

// What a server, or the way to it, gave in the place of a page.
class RemoteError : public std::runtime_error {
 public:
  enum class Again { never, later };
  // `wait` is how long the server asks to wait.
  explicit RemoteError(const std::string& what, Again again = Again::never,
                       std::chrono::seconds wait = {})
      : std::runtime_error(what), again_(again), wait_(wait) {}

  bool worth_another_try() const { return again_ == Again::later; }
  std::chrono::seconds wait() const { return wait_; }

 private:
  Again again_;
  std::chrono::seconds wait_;
};

}  // namespace callwidgets::calls
