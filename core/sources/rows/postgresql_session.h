#pragma once
#include <memory>

#include "database/session.h"

namespace callwidgets::sources {

// Opens a session for reading in PostgreSQL 9.5 or later, through callwidgets-postgresql.so, which
// the first call loads. Times with a zone are read as UTC. Throws database::Error, and RowsError
// where the module or the package that it takes is missing.
std::unique_ptr<database::Session> open_postgresql(const database::Address& address);

}  // namespace callwidgets::sources
