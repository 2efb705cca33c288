#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "sources/feeds/log_time.h"
#include "sources/rows/table.h"
#include "sources/verdicts/bridge_log.h"
#include "sources/verdicts/leg.h"
#include "sources/verdicts/queue_log.h"

namespace callwidgets::sources {

// The logs beside a call table, where a source names them: channel events and queue events, each
// from a table or from a file. Files are read at once and kept. Not for use by two threads.
class CallLogs {
 public:
  explicit CallLogs(LogTime time) : time_(std::move(time)) {}

  void use_channel_table(std::unique_ptr<Table> table) { channel_table_ = std::move(table); }
  void use_queue_table(std::unique_ptr<Table> table) { queue_table_ = std::move(table); }
  // Throw RowsError.
  void use_channel_file(const std::string& path);
  void use_queue_file(const std::string& path);

  // Adds what they say of the calls of these legs. Throws RowsError.
  void read(std::span<const Leg> legs, BridgeLog& bridges, QueueLog& queues);

 private:
  LogTime time_;
  std::unique_ptr<Table> channel_table_, queue_table_;
  std::vector<ChannelEvent> channel_events_;  // of the file, in its order
  std::unordered_map<std::string, std::vector<std::size_t>> of_call_;
  std::unordered_map<std::string, std::vector<QueueEvent>> queue_events_;
};

}  // namespace callwidgets::sources
