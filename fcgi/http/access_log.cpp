#include "fcgi/http/access_log.h"

#include <date/date.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <utility>

#include "fcgi/http/log.h"

namespace callwidgets::web {
namespace {

constexpr std::size_t many = 32 * 1024;
constexpr std::size_t longest_value = 400;
constexpr std::chrono::milliseconds longest_wait{100};
constexpr std::string_view token_prefix = "cw_", jwt_prefix = "eyJ";  // of equal size

void append_number(std::string& line, std::uint64_t number) {
  char digits[20];
  line.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

void append_three_digits(std::string& line, std::uint64_t number) {
  line += {static_cast<char>('0' + number / 100), static_cast<char>('0' + number / 10 % 10),
           static_cast<char>('0' + number % 10)};
}

// The size of the token that `text` begins with, ours or a JWT: it may have strayed into a query or
// a name. 0 where there is none.
std::size_t size_of_token(std::string_view text) {
  constexpr std::size_t least = 40;
  if (!text.starts_with(token_prefix) && !text.starts_with(jwt_prefix)) return 0;
  const auto end =
      text.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-.");
  const std::size_t size = std::min(end, text.size());
  return size < least ? 0 : size;
}

// What came from outside can't make a second field or line of itself, and tells no token.
void append_value(std::string& line, std::string_view value) {
  if (value.empty()) {
    line += '-';
    return;
  }
  const std::size_t shown = std::min(value.size(), longest_value);
  for (std::size_t at = 0; at < shown; ++at) {
    if (const std::size_t token = size_of_token(value.substr(at))) {
      line.append(value, at, token_prefix.size()).append("...");
      at += token - 1;
      continue;
    }
    const char c = value[at];
    line += c > ' ' && c <= '~' && c != '"' && c != '\\' ? c : '?';
  }
  if (value.size() > longest_value) line += "...";
}

void append_words(std::string& line, std::string words) {
  std::replace(words.begin(), words.end(), ' ', '-');
  append_value(line, words);
}

int open_to_append(const std::string& file) {
  const int fd = open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
  if (fd < 0) {
    throw std::runtime_error("access_log: " + file +
                             " cannot be opened: " + std::generic_category().message(errno));
  }
  return fd;
}

}  // namespace

AccessLog::AccessLog(const std::string& to)
    : on_(to != "off"), file_(to == "off" || to == "-" ? "" : to) {
  if (to == "-") fd_ = dup(STDERR_FILENO);
  if (!file_.empty()) fd_ = open_to_append(file_);
}

AccessLog::~AccessLog() {
  flush();
  if (fd_ >= 0) close(fd_);
}

void AccessLog::add(const Request& request, const Response& response,
                    std::chrono::microseconds took) {
  if (!on_) return;
  const auto now = date::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const auto second = date::floor<std::chrono::seconds>(now);
  const auto milliseconds = static_cast<std::uint64_t>((now - second).count());
  const std::lock_guard lock{mutex_};
  if (lines_.empty()) due_ = Clock::now() + longest_wait;
  if (second.time_since_epoch().count() != second_) {
    second_ = second.time_since_epoch().count();
    stamp_ = date::format("%FT%T.", second);
  }
  lines_ += stamp_;
  append_three_digits(lines_, milliseconds);
  lines_ += "Z request=";
  append_value(lines_, request.id);
  lines_ += " method=";
  append_value(lines_, request.method);
  lines_ += " path=";
  append_value(lines_, request.path);
  lines_ += " query=";
  append_value(lines_, request.query);
  lines_ += " status=";
  append_number(lines_, static_cast<std::uint64_t>(response.status));
  lines_ += " cache=";
  lines_ += name_of(response.verdict);
  lines_ += " sql=";
  append_value(lines_, response.sql);
  lines_ += " ms=";
  const auto microseconds = static_cast<std::uint64_t>(took.count());
  append_number(lines_, microseconds / 1000);
  lines_ += '.';
  append_three_digits(lines_, microseconds % 1000);
  lines_ += " rows=";
  append_number(lines_, response.rows);
  lines_ += " caller=";
  append_value(lines_, response.caller);
  lines_ += " reason=";
  append_words(lines_, response.refusal);
  lines_ += '\n';
  if (lines_.size() >= many) write_out();
}

AccessLog::Clock::time_point AccessLog::write_due(Clock::time_point now) {
  const std::lock_guard lock{mutex_};
  if (!lines_.empty() && due_ <= now) write_out();
  return lines_.empty() ? Clock::time_point::max() : due_;
}

void AccessLog::flush() {
  const std::lock_guard lock{mutex_};
  if (!lines_.empty()) write_out();
}

void AccessLog::reopen() {
  if (file_.empty()) return;
  try {
    int fd = open_to_append(file_);
    {
      const std::lock_guard lock{mutex_};
      if (!lines_.empty()) write_out();
      std::swap(fd, fd_);
    }
    close(fd);
  } catch (const std::runtime_error& error) {
    log(std::string{error.what()} + "; the lines go where they went before");
  }
}

void AccessLog::write_out() {
  std::string_view left = lines_;
  while (!left.empty()) {
    const auto done = ::write(fd_, left.data(), left.size());
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) break;  // a full disk must not stop the answers
    left.remove_prefix(static_cast<std::size_t>(done));
  }
  lines_.clear();
}

}  // namespace callwidgets::web
