#include "cli/progress.h"

#include <unistd.h>

#include <algorithm>
#include <iostream>

namespace callwidgets::admin {

using Clock = std::chrono::steady_clock;

Progress::Progress(std::string file, std::int64_t total)
    : file_(std::move(file)),
      total_(total),
      terminal_(isatty(STDERR_FILENO) == 1),
      last_(Clock::now()) {}

bool Progress::due() {
  const auto pause = terminal_ ? std::chrono::milliseconds{200} : std::chrono::milliseconds{10'000};
  if (Clock::now() - last_ < pause) return false;
  last_ = Clock::now();
  return true;
}

void Progress::show(const std::string& text) {
  if (!due()) return;
  if (terminal_) {
    std::cerr << '\r' << file_ << ": " << text << "\033[K" << std::flush;
  } else {
    std::cerr << file_ << ": " << text << '\n';
  }
}

void Progress::show(std::int64_t bytes, std::int64_t calls) {
  if (!due()) return;
  const std::int64_t percent = total_ > 0 ? std::min<std::int64_t>(100, bytes * 100 / total_) : -1;
  std::string text = file_ + ": " + std::to_string(calls) + " calls";
  if (percent >= 0) text += ", " + std::to_string(percent) + " %";
  if (!terminal_) {
    std::cerr << text << '\n';
    return;
  }
  if (percent >= 0) {
    constexpr std::int64_t width = 40;
    const auto full = static_cast<std::size_t>(percent * width / 100);
    text += " [" + std::string(full, '#') + std::string(width - full, '.') + "]";
  }
  std::cerr << '\r' << text << "\033[K" << std::flush;
}

void Progress::clear() {
  if (terminal_) std::cerr << "\r\033[K" << std::flush;
}

}  // namespace callwidgets::admin
