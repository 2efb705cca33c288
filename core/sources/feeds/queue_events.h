#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "calls/input/byte_source.h"
#include "sources/feeds/log_time.h"
#include "sources/rows/rows.h"
#include "sources/verdicts/queue_log.h"

namespace callwidgets::sources {

// Events of the table `queue_log`; rows that can't be read are left out. Throws RowsError where a
// column is missing; `log` is how the message names it.
std::vector<QueueEvent> read_queue_table(const std::string& log,
                                         std::span<const std::string> columns, Rows& rows,
                                         const LogTime& time);

// One line of the file `queue_log`: `1795877688|1795877687.30|700|Agent 121|CONNECT|1|…`. Of
// another kind: `other`.
QueueEvent queue_event_in(std::string_view line, const LogTime& time);

// Events of the file; of a line longer than 64 KiB none. Throws calls::InputError.
std::vector<QueueEvent> read_queue_file(calls::ByteSource& source, const LogTime& time);

}  // namespace callwidgets::sources
