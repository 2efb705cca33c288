#include "sources/feeds/queue_events.h"

#include <array>
#include <utility>

#include "sources/feeds/column_places.h"

namespace callwidgets::sources {

std::vector<QueueEvent> read_queue_table(const std::string& log,
                                         std::span<const std::string> columns, Rows& rows,
                                         const LogTime& time) {
  const ColumnPlaces places{log, columns};
  const std::size_t at = places.of({"time"});
  const std::size_t call = places.of({"callid"});
  const std::size_t event = places.of({"event"});
  std::vector<QueueEvent> events;
  Row row;
  while (rows.next(row)) {
    if (!row.problem.empty()) continue;
    const auto seconds = time.of(row.values[at], row.values[call]);
    const auto kind = queue_event_named(row.values[event]);
    if (seconds && kind != QueueEvent::Kind::other)
      events.push_back({kind, *seconds, std::string{row.values[call]}});
  }
  return events;
}

QueueEvent queue_event_in(std::string_view line, const LogTime& time) {
  std::array<std::string_view, 5> fields;
  for (std::string_view& field : fields) {
    const auto bar = line.find('|');
    field = line.substr(0, bar);
    line.remove_prefix(bar == std::string_view::npos ? line.size() : bar + 1);
  }
  const auto& [at, call, queue, agent, event] = fields;
  const auto seconds = time.of(at, call);
  if (!seconds) return {};
  return {queue_event_named(event), *seconds, std::string{call}};
}

std::vector<QueueEvent> read_queue_file(calls::ByteSource& source, const LogTime& time) {
  constexpr std::size_t room = std::size_t{1} << 16;
  constexpr std::size_t longest = room;  // of a line; no event has one near it
  std::vector<QueueEvent> events;
  std::string waiting;
  std::string buffer(room, '\0');
  bool too_long = false;  // what comes is the rest of a line
  const auto take = [&](std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    QueueEvent event = queue_event_in(line, time);
    if (event.kind != QueueEvent::Kind::other) events.push_back(std::move(event));
  };
  while (const std::size_t got = source.read(buffer.data(), buffer.size())) {
    waiting.append(buffer, 0, got);
    std::size_t begin = 0;
    for (std::size_t end; (end = waiting.find('\n', begin)) != std::string::npos; begin = end + 1) {
      if (!std::exchange(too_long, false) && end - begin <= longest)
        take(std::string_view{waiting}.substr(begin, end - begin));
    }
    waiting.erase(0, begin);
    too_long |= waiting.size() > longest;
    if (too_long) waiting.clear();
  }
  if (!too_long) take(waiting);
  return events;
}

}  // namespace callwidgets::sources
