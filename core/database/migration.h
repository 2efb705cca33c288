#pragma once
#include <cstdint>
#include <vector>

#include "database/session.h"

namespace callwidgets::database {

// The number of the newest file that was applied; 0 where none was.
std::int64_t applied_schema(Session& session);

// Brings the schema up to the newest of sql/schema/, file by file. Safe to repeat, also after it
// was interrupted; convert_bytes() (stored_bytes.h) may be due afterwards. Gives the numbers of the
// files that were applied now. Throws Error.
std::vector<std::int64_t> migrate(Session& session);

// The number of the newest file in sql/schema/.
std::int64_t newest_schema();

}  // namespace callwidgets::database
