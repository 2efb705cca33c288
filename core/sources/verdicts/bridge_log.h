#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "sources/verdicts/stretch.h"

namespace callwidgets::sources {

// One event of Asterisk's channel event log (table or file `cel`).
struct ChannelEvent {
  enum class Kind : std::uint8_t {
    channel_made,
    answered_call,  // the other end of a line that was called from here
    bridge_entered,
    bridge_left,
  };
  Kind kind = Kind::channel_made;
  std::int64_t time = 0;  // seconds since 1970, UTC
  std::string id;         // the channel's
  std::string call;       // the linked id
  std::string channel;    // its name
  std::string dialled;    // of channel_made: the number that was called, or `s`
  std::string bridge;     // of those of bridges
  bool holding = false;   // the bridge plays music to those in it and joins nobody
};

// Who was joined with whom, and when. Not for use by two threads.
class BridgeLog {
 public:
  // Events of one channel in their order.
  void add(ChannelEvent event);

  // When the channel was joined with a person: with a channel that is neither another caller's nor
  // half of one of the system's own, unless a person is behind the other half. Nothing where the
  // log knows no bridge of it. `is_trunk` tells a line from outside by a channel's name.
  using IsTrunk = std::function<bool(std::string_view)>;
  std::optional<Stretches> with_people(const std::string& id, const IsTrunk& is_trunk) const;

  // The number that was called on a channel from outside; empty where the log doesn't know it.
  std::string_view dialled_on(const std::string& id) const;
  // Whether the channel is a line that was called from here.
  bool was_called(const std::string& id) const { return called_.contains(id); }

 private:
  struct Stay {
    Stretch time;
    std::string id, channel, bridge;
    bool holding;
  };
  using Seen = std::vector<const std::string*>;

  bool is_stranger(const Stay& stay, const IsTrunk& is_trunk) const;
  void collect(const std::string& id, const IsTrunk& is_trunk, Seen seen, Stretches& found) const;
  void behind(const Stay& half, const Stretch& time, const IsTrunk& is_trunk, const Seen& seen,
              Stretches& found) const;

  std::vector<Stay> stays_;
  std::unordered_map<std::string, std::vector<std::size_t>> of_id_, of_channel_, of_bridge_;
  std::unordered_set<std::string> called_;              // channels of lines that were called
  std::unordered_map<std::string, ChannelEvent> made_;  // by the channel's id
  std::unordered_map<std::string, std::vector<ChannelEvent>> in_;  // entered, and not left yet
};

}  // namespace callwidgets::sources
