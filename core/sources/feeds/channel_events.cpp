#include "sources/feeds/channel_events.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "sources/feeds/column_places.h"

namespace callwidgets::sources {
namespace {

using Kind = ChannelEvent::Kind;

std::optional<Kind> kind_of(std::string_view type, std::string_view application) {
  if (type == "CHAN_START") return Kind::channel_made;
  if (type == "BRIDGE_ENTER") return Kind::bridge_entered;
  if (type == "BRIDGE_EXIT") return Kind::bridge_left;
  // `AppDial` and `AppDial2` are the other end of a line that was called.
  if (type == "ANSWER" && application.starts_with("AppDial")) return Kind::answered_call;
  return std::nullopt;
}

// The text of a member of a flat JSON object: `{"bridge_id":"…","bridge_technology":"…"}`.
std::string_view member(std::string_view object, std::string_view name) {
  const std::string key = "\"" + std::string{name} + "\":\"";
  const auto at = object.find(key);
  if (at == std::string_view::npos) return {};
  object.remove_prefix(at + key.size());
  return object.substr(0, object.find('"'));
}

std::int64_t whole(std::string_view text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

ChannelEvents::ChannelEvents(const std::string& log, std::span<const std::string> columns,
                             LogTime time)
    : time_(std::move(time)) {
  const ColumnPlaces places{log, columns};
  columns_ = {places.of({"eventtype"}), places.of({"eventtime"}),           places.of({"uniqueid"}),
              places.of({"linkedid"}),  places.of({"channame", "channel"}), places.of({"exten"}),
              places.of({"appname"}),   places.of({"extra", "eventextra"}), places.find({"id"})};
}

std::vector<ChannelEvent> ChannelEvents::read(Rows& rows) const {
  struct Numbered {
    std::int64_t number;
    ChannelEvent event;
  };
  std::vector<Numbered> events;
  Row row;
  while (rows.next(row)) {
    if (!row.problem.empty()) continue;
    auto read = event(row);
    if (!read) continue;
    const std::int64_t number = columns_.number ? whole(row.values[*columns_.number])
                                                : static_cast<std::int64_t>(events.size());
    events.push_back({number, std::move(*read)});
  }
  std::stable_sort(events.begin(), events.end(),
                   [](const Numbered& a, const Numbered& b) { return a.number < b.number; });
  std::vector<ChannelEvent> ordered;
  ordered.reserve(events.size());
  for (Numbered& one : events) ordered.push_back(std::move(one.event));
  return ordered;
}

std::optional<ChannelEvent> ChannelEvents::event(const Row& row) const {
  const auto kind = kind_of(row.values[columns_.type], row.values[columns_.application]);
  if (!kind) return std::nullopt;
  const std::string_view id = row.values[columns_.id];
  const auto time = time_.of(row.values[columns_.time], id);
  if (!time) return std::nullopt;
  ChannelEvent event;
  event.kind = *kind;
  event.time = *time;
  event.id = id;
  event.call = row.values[columns_.call];
  event.channel = row.values[columns_.channel];
  if (*kind == Kind::channel_made) event.dialled = row.values[columns_.dialled];
  if (*kind == Kind::bridge_entered || *kind == Kind::bridge_left) {
    const std::string_view extra = row.values[columns_.extra];
    event.bridge = member(extra, "bridge_id");
    event.holding = member(extra, "bridge_technology") == "holding_bridge";
  }
  return event;
}

}  // namespace callwidgets::sources
