#include "sources/verdicts/channel_name.h"

#include <cctype>
#include <cstddef>

namespace callwidgets::sources {
namespace {

char lower(char letter) {
  return static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
}

}  // namespace

std::string_view device_of(std::string_view channel) {
  if (channel.size() > 2 && channel[channel.size() - 2] == ';') channel.remove_suffix(2);
  const std::size_t dash = channel.rfind('-');
  if (dash == std::string_view::npos) return channel;
  const std::string_view number = channel.substr(dash + 1);
  // DAHDI's and others' are shorter than the eight digits of today's.
  for (const char digit : number) {
    if (std::isxdigit(static_cast<unsigned char>(digit)) == 0) return channel;
  }
  return number.empty() ? channel : channel.substr(0, dash);
}

bool is_extension(std::string_view device) {
  for (const std::string_view technology : {"SIP/", "PJSIP/", "IAX2/", "SCCP/"}) {
    if (!device.starts_with(technology)) continue;
    device.remove_prefix(technology.size());
    return device.size() >= 2 && device.size() <= 6 &&
           device.find_first_not_of("0123456789") == std::string_view::npos;
  }
  return false;
}

bool is_local(std::string_view channel) { return channel.starts_with("Local/"); }

std::string other_half_of(std::string_view channel) {
  if (channel.size() < 2 || channel[channel.size() - 2] != ';') return {};
  std::string half{channel};
  half.back() = channel.back() == '1' ? '2' : '1';
  return half;
}

bool fits(std::string_view name, std::string_view pattern) {
  std::size_t at = 0;
  std::size_t in = 0;
  std::size_t star = std::string_view::npos;
  std::size_t resume = 0;
  while (at < name.size()) {
    if (in < pattern.size() && pattern[in] == '*') {
      star = in++;
      resume = at;
    } else if (in < pattern.size() && lower(pattern[in]) == lower(name[at])) {
      ++in;
      ++at;
    } else if (star != std::string_view::npos) {
      // The star takes one letter more.
      in = star + 1;
      at = ++resume;
    } else {
      return false;
    }
  }
  while (in < pattern.size() && pattern[in] == '*') ++in;
  return in == pattern.size();
}

}  // namespace callwidgets::sources
