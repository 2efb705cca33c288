#include "sources/feeds/file_feed.h"

#include <algorithm>
#include <utility>

namespace callwidgets::sources {
namespace {

auto first_at(const std::vector<Leg>& legs, std::int64_t start) {
  return std::lower_bound(legs.begin(), legs.end(), start,
                          [](const Leg& leg, std::int64_t time) { return leg.start < time; });
}

}  // namespace

FileFeed::FileFeed(std::vector<Leg> legs, CallLogs logs)
    : legs_(std::move(legs)), logs_(std::move(logs)) {
  std::stable_sort(legs_.begin(), legs_.end(),
                   [](const Leg& a, const Leg& b) { return a.start < b.start; });
}

void FileFeed::between(const Stretch& time, const std::function<void(Leg&&)>& visit) {
  for (auto leg = first_at(legs_, time.from); leg != legs_.end() && leg->start < time.to; ++leg)
    visit(Leg{*leg});
}

std::optional<std::int64_t> FileFeed::first_from(std::int64_t from) {
  const auto leg = first_at(legs_, from);
  return leg == legs_.end() ? std::nullopt : std::optional{leg->start};
}

void FileFeed::evidence(std::span<const Leg> legs, BridgeLog& bridges, QueueLog& queues) {
  logs_.read(legs, bridges, queues);
}

}  // namespace callwidgets::sources
