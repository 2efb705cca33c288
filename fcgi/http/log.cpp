#include "fcgi/http/log.h"

#include <date/date.h>
#include <unistd.h>

#include <chrono>

namespace callwidgets::web {
namespace {

constexpr std::size_t longest_part = 400;

std::string printable(const std::string& text) {
  std::string result;
  for (const char c : text.substr(0, longest_part)) result += c >= ' ' && c <= '~' ? c : '?';
  if (text.size() > longest_part) result += "...";
  return result;
}

void write_line(const std::string& text) {
  const auto now = date::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const std::string line = date::format("%FT%TZ ", now) + text + '\n';
  // One write a line: lines of several threads and processes don't mix.
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace

void log(const Request& request, const std::string& text) {
  write_line("request=" + request.id + " " + printable(request.method) + " " +
             printable(request.path) +
             (request.query.empty() ? "" : "?" + printable(request.query)) + " " + printable(text));
}

void log(const std::string& text) { write_line(printable(text)); }

}  // namespace callwidgets::web
