#include "sources/verdicts/bridge_log.h"

#include <algorithm>
#include <utility>

#include "sources/verdicts/channel_name.h"

namespace callwidgets::sources {
namespace {

// Halves of halves: forwards of forwards.
constexpr std::size_t deepest = 8;
// Times are whole seconds.
constexpr std::int64_t apart = 2;

}  // namespace

void BridgeLog::add(ChannelEvent event) {
  switch (event.kind) {
    case ChannelEvent::Kind::channel_made:
      made_.emplace(event.id, std::move(event));
      return;
    case ChannelEvent::Kind::answered_call:
      called_.insert(std::move(event.id));
      return;
    case ChannelEvent::Kind::bridge_entered:
      in_[event.id].push_back(std::move(event));
      return;
    case ChannelEvent::Kind::bridge_left:
      break;
  }
  const auto entered = in_.find(event.id);
  if (entered == in_.end()) return;
  auto& open = entered->second;
  const auto from = std::find_if(open.begin(), open.end(), [&](const ChannelEvent& one) {
    return one.bridge == event.bridge;
  });
  if (from == open.end()) return;
  const std::size_t place = stays_.size();
  stays_.push_back({{from->time, event.time},
                    event.id,
                    event.channel,
                    event.bridge,
                    from->holding || event.holding});
  of_id_[event.id].push_back(place);
  of_channel_[event.channel].push_back(place);
  of_bridge_[event.bridge].push_back(place);
  open.erase(from);
}

// Another caller, as against a line that was called from here, and a colleague who came by himself.
bool BridgeLog::is_stranger(const Stay& stay, const IsTrunk& is_trunk) const {
  const auto made = made_.find(stay.id);
  return made != made_.end() && made->second.call == stay.id && is_trunk(stay.channel);
}

std::optional<Stretches> BridgeLog::with_people(const std::string& id,
                                                const IsTrunk& is_trunk) const {
  if (!of_id_.contains(id)) return std::nullopt;
  Stretches found;
  collect(id, is_trunk, {}, found);
  return found;
}

std::string_view BridgeLog::dialled_on(const std::string& id) const {
  const auto made = made_.find(id);
  if (made == made_.end() || made->second.dialled == "s") return {};
  return made->second.dialled;
}

void BridgeLog::collect(const std::string& id, const IsTrunk& is_trunk, Seen seen,
                        Stretches& found) const {
  const auto mine = of_id_.find(id);
  if (mine == of_id_.end() || seen.size() > deepest) return;
  seen.push_back(&id);
  for (const std::size_t place : mine->second) {
    const Stay& stay = stays_[place];
    if (stay.holding) continue;
    for (const std::size_t with : of_bridge_.at(stay.bridge)) {
      const Stay& other = stays_[with];
      if (other.id == id) continue;
      const Stretch both{std::max(stay.time.from, other.time.from),
                         std::min(stay.time.to, other.time.to)};
      if (both.from > both.to) continue;
      if (is_local(other.channel)) {
        behind(other, both, is_trunk, seen, found);
      } else if (!is_stranger(other, is_trunk)) {
        found.push_back(both);
      }
    }
  }
}

// The people behind the other half of `half`, within `time`.
void BridgeLog::behind(const Stay& half, const Stretch& time, const IsTrunk& is_trunk,
                       const Seen& seen, Stretches& found) const {
  const auto places = of_channel_.find(other_half_of(half.channel));
  if (places == of_channel_.end()) return;
  Seen way = seen;
  way.push_back(&half.id);
  for (const std::size_t place : places->second) {
    const Stay& inner = stays_[place];
    const bool met = std::any_of(way.begin(), way.end(),
                                 [&](const std::string* one) { return *one == inner.id; });
    if (met || !near(inner.time, time, apart)) continue;
    Stretches people;
    collect(inner.id, is_trunk, way, people);
    for (const Stretch& part : parts_within(people, time)) found.push_back(part);
  }
}

}  // namespace callwidgets::sources
