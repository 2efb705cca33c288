#include "calendar/zone_rules.h"

#include <algorithm>

namespace callwidgets::calendar {
namespace {

// Big-endian numbers from the front of a file. What lies beyond its end reads as 0; ended() tells.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  std::uint64_t number(std::size_t size) {
    std::uint64_t value = 0;
    for (const char c : take(size)) value = value << 8 | static_cast<unsigned char>(c);
    return value;
  }
  std::int32_t signed_32() { return static_cast<std::int32_t>(number(4)); }
  std::int64_t signed_64() { return static_cast<std::int64_t>(number(8)); }

  std::string_view take(std::size_t size) {
    if (size > bytes_.size()) {
      ended_ = true;
      bytes_ = {};
      return {};
    }
    const std::string_view taken = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return taken;
  }

  bool ended() const { return ended_; }
  std::string_view rest() const { return bytes_; }

 private:
  std::string_view bytes_;
  bool ended_ = false;
};

struct Header {
  std::size_t ut_flags, standard_flags, leap_seconds, changes, types, name_bytes;

  std::size_t bytes_behind(std::size_t of_an_instant) const {
    return changes * (of_an_instant + 1) + types * 6 + name_bytes +
           leap_seconds * (of_an_instant + 4) + standard_flags + ut_flags;
  }
};

std::optional<Header> header(Reader& reader) {
  if (reader.take(4) != "TZif") return std::nullopt;
  const bool has_rule = reader.number(1) >= '2';
  reader.take(15);
  Header header{};
  for (std::size_t* count : {&header.ut_flags, &header.standard_flags, &header.leap_seconds,
                             &header.changes, &header.types, &header.name_bytes}) {
    *count = reader.number(4);
  }
  if (reader.ended() || !has_rule || header.types == 0) return std::nullopt;
  return header;
}

}  // namespace

std::optional<ZoneRules> ZoneRules::read(std::string_view bytes) {
  Reader reader{bytes};
  // First the same in 32 bits, for programs of long ago.
  const auto narrow = header(reader);
  if (!narrow) return std::nullopt;
  reader.take(narrow->bytes_behind(4));
  const auto wide = header(reader);
  // With leap seconds counted (the folder right/) instants would be others.
  if (!wide || wide->leap_seconds != 0 || wide->bytes_behind(8) > reader.rest().size()) {
    return std::nullopt;
  }

  ZoneRules rules;
  for (std::size_t at = 0; at < wide->changes; ++at) rules.changes_.push_back(reader.signed_64());
  const std::string_view types_of_changes = reader.take(wide->changes);
  std::vector<std::int32_t> types;
  for (std::size_t at = 0; at < wide->types; ++at) {
    types.push_back(reader.signed_32());
    reader.take(2);  // whether it is daylight saving, and its name
  }
  reader.take(wide->name_bytes + wide->standard_flags + wide->ut_flags);
  rules.first_ = types.front();
  for (const char type : types_of_changes) {
    const auto number = static_cast<unsigned char>(type);
    if (number >= types.size()) return std::nullopt;
    rules.offsets_.push_back(types[number]);
  }
  if (!std::is_sorted(rules.changes_.begin(), rules.changes_.end())) return std::nullopt;

  std::string_view text = reader.rest();
  if (text.size() < 2 || text.front() != '\n' || text.back() != '\n') return std::nullopt;
  text = text.substr(1, text.size() - 2);
  if (text.empty()) return rules;  // no rule is known: the last offset stays
  rules.rule_ = PosixRule::parse(text);
  if (!rules.rule_) return std::nullopt;
  return rules;
}

std::int32_t ZoneRules::offset(Instant instant) const {
  const std::int64_t seconds = instant.time_since_epoch().count();
  const auto after = std::upper_bound(changes_.begin(), changes_.end(), seconds);
  if (after == changes_.end() && rule_) return rule_->offset(instant);
  if (after == changes_.begin()) return first_;
  return offsets_[static_cast<std::size_t>(after - changes_.begin() - 1)];
}

bool ZoneRules::agrees_at_changes_of(const ZoneRules& other) const {
  return std::all_of(other.changes_.begin(), other.changes_.end(), [&](std::int64_t change) {
    const auto same_at = [&](std::int64_t seconds) {
      const Instant instant{std::chrono::seconds{seconds}};
      return seconds < 0 || offset(instant) == other.offset(instant);
    };
    return same_at(change - 1) && same_at(change);
  });
}

bool ZoneRules::same_since_1970(const ZoneRules& other) const {
  return rule_ == other.rule_ && offset(Instant{}) == other.offset(Instant{}) &&
         agrees_at_changes_of(other) && other.agrees_at_changes_of(*this);
}

}  // namespace callwidgets::calendar
