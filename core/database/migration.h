#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "database/session.h"

namespace callwidgets::database {

// The number of the newest file of sql/schema/ that was applied; 0 if none was. Creates the table
// that records it if it is missing. Throws Error.
std::int64_t applied_schema(Session& session);

// The number of the newest file in sql/schema/.
std::int64_t newest_schema();

// Applies the files of sql/schema/ that were not applied yet, in order, up to number `last`,
// outside a transaction. Safe to repeat, also after an interruption; convert_bytes()
// (stored_bytes.h) may be due afterwards. Returns the numbers of the files that it applied. Throws
// Error.
std::vector<std::int64_t> migrate(Session& session, std::int64_t last = newest_schema());

// Throws Error (refused) unless the tables are of the newest file in sql/schema/, the only ones
// that this program's statements are meant for; the text says which program is to be updated, or
// that `migrate` is missing.
void require_schema(Session& session);

// Why this program cannot work with the tables as they are, and what to do, for an operator; empty
// where they are those of newest_schema(). Changes nothing. Throws Error.
std::string schema_problem(Session& session);

}  // namespace callwidgets::database
