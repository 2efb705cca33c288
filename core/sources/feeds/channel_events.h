#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sources/feeds/log_time.h"
#include "sources/rows/rows.h"
#include "sources/verdicts/bridge_log.h"

namespace callwidgets::sources {

// Reads rows of Asterisk's channel event log, the table or file `cel`. Not for use by two threads.
class ChannelEvents {
 public:
  // Throws RowsError where a column is missing that it needs; `log` is how the message names it.
  ChannelEvents(const std::string& log, std::span<const std::string> columns, LogTime time);

  // The events that verdicts need, in the order of the log; rows that can't be read are left out.
  std::vector<ChannelEvent> read(Rows& rows) const;

 private:
  std::optional<ChannelEvent> event(const Row& row) const;

  struct Columns {
    std::size_t type, time, id, call, channel, dialled, application, extra;
    std::optional<std::size_t> number;
  };
  const LogTime time_;
  Columns columns_;
};

}  // namespace callwidgets::sources
