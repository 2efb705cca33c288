#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "database/session.h"

namespace callwidgets::database {

// SQLite stores a class with each value. This program wants BLOB for all values in columns of
// bytes, so that they are compared, measured, dumped and restored byte by byte. On a server the
// type of the column ensures that, and these functions have nothing to do. All of them throw Error.

// A column that has values of another class than BLOB.
struct MisfitColumn {
  std::string name;  // `calls.cdr_id`
  std::int64_t values;
};
std::vector<MisfitColumn> columns_with_text(Session& session);

// True if a migration from a schema that stored bytes as text is not finished: nothing may be
// written before convert_bytes() is done.
bool bytes_wait_to_be_converted(Session& session);

// Records that nothing waits to be converted, for new tables.
void nothing_waits(Session& session);

// Converts all values in columns of bytes to BLOBs, in many small transactions, while readers go
// on. Safe to repeat, also after an interruption. Returns how many rows it changed.
std::int64_t convert_bytes(Session& session);

}  // namespace callwidgets::database
