#include "calendar/zone.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>

#include "calendar/zone_rules.h"

namespace callwidgets::calendar {
namespace {

const std::string folder = "/usr/share/zoneinfo/";

// Files that are no zones of their own: another place for all names, and this system's choice.
bool is_a_name(const std::string& name) {
  if (name.empty() || name.front() == '/' || name.find("..") != name.npos) return false;
  return !name.starts_with("posix/") && !name.starts_with("right/") && name != "localtime" &&
         name != "posixrules";
}

std::string text_of(const std::string& file) {
  std::error_code none;  // a name that no file can have is none either
  if (!std::filesystem::is_regular_file(file, none)) return {};
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

struct Zone::Kept {
  std::string bytes;
  ZoneRules rules;
};

std::optional<Zone> Zone::of_bytes(std::string_view bytes) {
  if (bytes.empty()) return Zone{nullptr};
  auto rules = ZoneRules::read(bytes);
  if (!rules) return std::nullopt;
  return Zone{std::make_shared<const Kept>(Kept{std::string{bytes}, std::move(*rules)})};
}

std::optional<Zone> Zone::named(const std::string& name) {
  if (name == "UTC") return Zone{nullptr};
  static std::mutex mutex;
  static std::map<std::string, Zone> known;
  const std::lock_guard lock{mutex};
  if (const auto found = known.find(name); found != known.end()) return found->second;
  if (!is_a_name(name)) return std::nullopt;
  const std::string bytes = text_of(folder + name);
  if (bytes.empty()) return std::nullopt;
  auto zone = of_bytes(bytes);
  if (zone) known.emplace(name, *zone);
  return zone;
}

const std::string& Zone::bytes() const {
  static const std::string none;
  return kept_ ? kept_->bytes : none;
}

bool Zone::same_rules(const Zone& other) const {
  if (!kept_ || !other.kept_) return kept_ == other.kept_;
  return bytes() == other.bytes() || kept_->rules.same_since_1970(other.kept_->rules);
}

std::int32_t Zone::offset(Instant instant) const {
  return kept_ ? kept_->rules.offset(instant) : 0;
}

LocalHour Zone::local(Instant instant) const {
  const Instant local = instant + std::chrono::seconds{offset(instant)};
  const Day day = date::floor<date::days>(local);
  return {day, static_cast<int>(date::floor<std::chrono::hours>(local - day).count())};
}

Instant Zone::next_change(Instant from, Instant end) const {
  const std::int32_t before = offset(from);
  for (Instant same = from; same < end;) {
    Instant other = std::min<Instant>(same + std::chrono::hours{24}, end);
    if (offset(other) == before) {
      same = other;
      continue;
    }
    while (other - same > std::chrono::seconds{1}) {
      const Instant middle = same + (other - same) / 2;
      (offset(middle) == before ? same : other) = middle;
    }
    return other;
  }
  return end;
}

Instant Zone::begin_of(Day day) const {
  // Nowhere is it more than 26 hours apart; clocks have changed by quarters of an hour, or seconds.
  Instant begin = day - date::days{2};
  while (local(begin).day < day) begin += std::chrono::minutes{15};
  while (local(begin - std::chrono::seconds{1}).day >= day) begin -= std::chrono::seconds{1};
  return begin;
}

const std::string& tzdata_version() {
  static const std::string version = [] {
    const std::string mark = "# version ";
    std::ifstream in{folder + "tzdata.zi"};
    std::string line;
    if (std::getline(in, line) && line.starts_with(mark)) return line.substr(mark.size());
    return std::string{"unknown"};
  }();
  return version;
}

}  // namespace callwidgets::calendar
