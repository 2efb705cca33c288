#include "sources/verdicts/queue_log.h"

#include <algorithm>
#include <utility>

namespace callwidgets::sources {

QueueEvent::Kind queue_event_named(std::string_view name) {
  using Kind = QueueEvent::Kind;
  if (name == "ENTERQUEUE") return Kind::entered;
  if (name == "CONNECT") return Kind::connected;
  if (name == "COMPLETEAGENT" || name == "COMPLETECALLER" || name == "TRANSFER" ||
      name == "BLINDTRANSFER" || name == "ATTENDEDTRANSFER")
    return Kind::completed;
  if (name == "ABANDON") return Kind::abandoned;
  if (name == "EXITWITHTIMEOUT" || name == "EXITEMPTY") return Kind::ended_empty;
  if (name == "EXITWITHKEY") return Kind::left_by_key;
  return Kind::other;
}

void QueueLog::add(QueueEvent event) {
  if (event.kind == QueueEvent::Kind::other) return;
  auto& of_call = events_[event.call];
  const auto later =
      std::upper_bound(of_call.begin(), of_call.end(), event,
                       [](const QueueEvent& a, const QueueEvent& b) { return a.time < b.time; });
  of_call.insert(later, std::move(event));
}

Stretches QueueLog::connections(const std::string& id) const {
  Stretches stretches;
  const auto found = events_.find(id);
  if (found == events_.end()) return stretches;
  for (const QueueEvent& event : found->second) {
    if (event.kind == QueueEvent::Kind::connected) {
      stretches.push_back({event.time, event.time});
    } else if (event.kind == QueueEvent::Kind::completed && !stretches.empty()) {
      stretches.back().to = event.time;
    }
  }
  return stretches;
}

QueueEvent::Kind QueueLog::last(const std::string& id) const {
  const auto found = events_.find(id);
  return found == events_.end() ? QueueEvent::Kind::other : found->second.back().kind;
}

}  // namespace callwidgets::sources
