#pragma once
#include <optional>
#include <vector>

#include "sources/feeds/call_logs.h"
#include "sources/feeds/leg_feed.h"

namespace callwidgets::sources {

// Legs that were read before, as those of a file: all of them are in memory.
class FileFeed : public LegFeed {
 public:
  FileFeed(std::vector<Leg> legs, CallLogs logs);

  void between(const Stretch& time, const std::function<void(Leg&&)>& visit) override;
  std::optional<std::int64_t> first_from(std::int64_t from) override;
  void evidence(std::span<const Leg> legs, BridgeLog& bridges, QueueLog& queues) override;

 private:
  std::vector<Leg> legs_;  // by start
  CallLogs logs_;
};

}  // namespace callwidgets::sources
