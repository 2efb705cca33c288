#include "sources/verdicts/people.h"

#include <algorithm>
#include <unordered_map>

#include "sources/verdicts/channel_name.h"

namespace callwidgets::sources {
namespace {

// Forwards of forwards.
constexpr int deepest = 6;
// Names of channels come again after a restart, so what belongs together touches; stamps are whole
// seconds.
constexpr std::int64_t apart = 2;

void append(std::optional<Spoken>& all, const Spoken& more) {
  if (!all) all.emplace();
  all->stretches.insert(all->stretches.end(), more.stretches.begin(), more.stretches.end());
  all->at_most |= more.at_most;
}

// Something had answered before: what the row calls talk begins with its start. A machine that
// answers as soon as the caller comes does so within the second in which his channel is made.
bool holds_more_than_talk(const Leg& leg, bool of_caller) {
  const bool first = of_caller && leg.began != 0 && leg.start <= leg.began + 1;
  return leg.talk > 0 && leg.talk + (first ? 1 : 0) >= leg.duration;
}

}  // namespace

Stretch time_of(const Leg& leg) { return {leg.start, leg.start + leg.duration}; }

People::People(const Rules& rules, std::span<const Leg> legs)
    : rules_(rules), legs_(legs), by_channel_(legs, &Leg::channel), by_other_(legs, &Leg::other) {
  if (!rules.trunks.empty()) return;
  // A line that is called from here has the id of that call. Of a channel's legs one alone may say
  // that it comes in.
  std::unordered_map<std::string_view, std::pair<std::string_view, bool>> channels;  // by id
  for (const Leg& leg : legs) {
    if (is_local(leg.channel) || (!leg.call.empty() && leg.call != leg.id)) continue;
    auto& [device, inbound] = channels[leg.id];
    device = device_of(leg.channel);
    inbound |= leg.inbound;
  }
  std::unordered_map<std::string_view, std::int64_t> says;  // by device
  for (const auto& [id, channel] : channels) says[channel.first] += channel.second ? 1 : -1;
  for (const auto& [device, votes] : says) {
    if (votes > 0 && !is_extension(device)) trunks_.emplace(device);
  }
}

bool People::is_trunk(std::string_view channel) const {
  const std::string_view device = device_of(channel);
  if (rules_.trunks.empty()) return trunks_.contains(std::string{device});
  return std::any_of(rules_.trunks.begin(), rules_.trunks.end(), [&](const std::string& pattern) {
    return fits(device, pattern) || fits(channel, pattern);
  });
}

std::optional<Spoken> People::with(const Leg& leg) const { return with(leg, 0); }

std::optional<Spoken> People::with(const Leg& leg, int depth) const {
  if (leg.outcome != Outcome::answered || leg.other.empty() || !leg.person) return std::nullopt;
  // Another caller in the same room.
  if (leg.stage == Stage::conference && is_trunk(leg.other)) return std::nullopt;
  const Stretch all = time_of(leg);
  const Stretch up{all.to - leg.talk, all.to};
  if (is_local(leg.other)) return behind_half(leg, up, depth);
  auto stretches = without(up, away(leg));
  if (stretches.empty()) stretches.push_back({up.from, up.from});
  return Spoken{std::move(stretches), holds_more_than_talk(leg, depth == 0)};
}

// A person who asks a colleague before he hands the caller over lets the caller wait.
Stretches People::away(const Leg& leg) const {
  Stretches found;
  for (const std::uint32_t place : by_channel_.with(leg.other)) {
    const Leg& own = legs_[place];
    if (own.other.empty() || own.stage == Stage::conference) continue;
    for (const Stretch& part : parts_within({time_of(own)}, time_of(leg))) found.push_back(part);
  }
  return found;
}

// When the half that this leg rang was joined to the caller, where a row of its own says so: the
// person behind it had spoken with a colleague before.
Stretches People::joined_half(const Leg& leg) const {
  Stretches found;
  for (const std::uint32_t place : by_channel_.with(leg.other)) {
    const Leg& half = legs_[place];
    if (half.other.empty() && half.outcome == Outcome::answered &&
        near(time_of(leg), time_of(half), apart))
      found.push_back(time_of(half));
  }
  return found;
}

std::optional<Spoken> People::behind_half(const Leg& leg, const Stretch& up, int depth) const {
  if (depth >= deepest) return std::nullopt;
  const Stretch all = time_of(leg);

  // Each row's seconds are cut by themselves.
  const Stretch about{up.from - 1, up.to + 1};
  const Stretches joined = joined_half(leg);
  std::optional<Spoken> found;
  bool has_inner = false;
  for (const std::uint32_t place : by_channel_.with(other_half_of(leg.other))) {
    const Leg& inner = legs_[place];
    if (!near(all, time_of(inner), apart)) continue;
    has_inner = true;
    const auto people = with(inner, depth + 1);
    if (!people) continue;
    const Stretches parts = parts_within(people->stretches, about);
    if (joined.empty()) append(found, {parts, people->at_most});
    for (const Stretch& one : joined) append(found, {parts_within(parts, one), people->at_most});
  }
  if (has_inner) return found;
  // The half joined others itself, once what it stood for was out of the way.
  for (const std::uint32_t place : by_channel_.with(leg.other)) {
    const Leg& half = legs_[place];
    if (half.outcome != Outcome::answered || half.other.empty() || half.talk == 0 ||
        !near(all, time_of(half), apart))
      continue;
    const std::int64_t end = half.start + half.duration;
    append(found, {parts_within({{end - half.talk, end}}, up), false});
  }
  return found;
}

Stretches People::in_conferences(std::string_view channel, const Stretch& time) const {
  Stretches found;
  for (const std::uint32_t place : by_other_.with(channel)) {
    const Leg& leg = legs_[place];
    if (leg.stage != Stage::conference || leg.outcome != Outcome::answered ||
        is_trunk(leg.channel) || !near(time_of(leg), time, apart))
      continue;
    found.push_back(time_of(leg));
  }
  return found;
}

std::vector<std::uint32_t> People::behind(const Leg& leg) const {
  std::vector<std::uint32_t> places;
  collect_behind(leg, 0, places);
  return places;
}

void People::collect_behind(const Leg& leg, int depth, std::vector<std::uint32_t>& places) const {
  if (!is_local(leg.other) || depth >= deepest) return;
  for (const std::uint32_t place : by_channel_.with(other_half_of(leg.other))) {
    const Leg& inner = legs_[place];
    if (!near(time_of(leg), time_of(inner), apart)) continue;
    if (std::find(places.begin(), places.end(), place) != places.end()) continue;
    places.push_back(place);
    collect_behind(inner, depth + 1, places);
  }
}

bool People::was_called(std::string_view channel, const Stretch& time) const {
  const auto places = by_other_.with(channel);
  return std::any_of(places.begin(), places.end(), [&](std::uint32_t place) {
    const Leg& leg = legs_[place];
    return leg.stage != Stage::conference && near(time_of(leg), time, apart);
  });
}

}  // namespace callwidgets::sources
