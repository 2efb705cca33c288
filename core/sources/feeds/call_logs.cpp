#include "sources/feeds/call_logs.h"

#include <set>
#include <utility>

#include "calls/input/byte_source.h"
#include "sources/feeds/channel_events.h"
#include "sources/feeds/queue_events.h"
#include "sources/rows/file_form.h"
#include "sources/rows/rows_error.h"

namespace callwidgets::sources {
void CallLogs::use_channel_file(const std::string& path) try {
  calls::FileSource source{path};
  const auto rows = read_rows(source, {FileForm::Kind::csv, {}});
  const ChannelEvents events{path, rows->columns(), time_};
  channel_events_ = events.read(*rows);
  for (std::size_t place = 0; place < channel_events_.size(); ++place)
    of_call_[channel_events_[place].call].push_back(place);
} catch (const calls::InputError& error) {
  throw RowsError{path + ": " + error.what()};
}

void CallLogs::use_queue_file(const std::string& path) try {
  calls::FileSource source{path};
  for (QueueEvent& event : read_queue_file(source, time_))
    queue_events_[event.call].push_back(std::move(event));
} catch (const calls::InputError& error) {
  throw RowsError{path + ": " + error.what()};
}

void CallLogs::read(std::span<const Leg> legs, BridgeLog& bridges, QueueLog& queues) {
  std::set<std::string> calls;
  for (const Leg& leg : legs) {
    calls.insert(leg.call);
    calls.insert(leg.id);
  }
  calls.erase("");
  // A channel that meets another takes that one's call: its events stay in order.
  std::set<std::size_t> places;
  for (const std::string& call : calls) {
    if (const auto found = of_call_.find(call); found != of_call_.end())
      places.insert(found->second.begin(), found->second.end());
    if (const auto found = queue_events_.find(call); found != queue_events_.end()) {
      for (const QueueEvent& event : found->second) queues.add(event);
    }
  }
  for (const std::size_t place : places) bridges.add(channel_events_[place]);

  const std::vector<std::string> values{calls.begin(), calls.end()};
  if (channel_table_ && !values.empty()) {
    const ChannelEvents events{channel_table_->shown(), channel_table_->column_names(), time_};
    const auto rows = channel_table_->rows_of("linkedid", values);
    for (ChannelEvent& event : events.read(*rows)) bridges.add(std::move(event));
  }
  if (queue_table_ && !values.empty()) {
    const auto rows = queue_table_->rows_of("callid", values);
    for (QueueEvent& event :
         read_queue_table(queue_table_->shown(), queue_table_->column_names(), *rows, time_))
      queues.add(std::move(event));
  }
}

}  // namespace callwidgets::sources
