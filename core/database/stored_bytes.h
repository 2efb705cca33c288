#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "database/session.h"

namespace callwidgets::database {

// SQLite keeps each value in a class of its own. Ours: whatever a column of bytes holds is a BLOB,
// so that it is compared, measured, dumped and restored byte by byte. On a server the column's type
// says so, and there is never anything to do here. All throws Error.

// A column with values of another class.
struct MisfitColumn {
  std::string name;  // `calls.cdr_id`
  std::int64_t values;
};
std::vector<MisfitColumn> columns_with_text(Session& session);

// Whether an update from a schema whose bytes were text hasn't been finished: nothing is written
// until convert_bytes() is done.
bool bytes_wait_to_be_converted(Session& session);

// Says so of tables that are new.
void nothing_waits(Session& session);

// Makes every misfit a BLOB, in many small transactions, beside readers. Safe to repeat, also after
// an interruption. Gives how many rows it changed.
std::int64_t convert_bytes(Session& session);

}  // namespace callwidgets::database
