#pragma once
#include <memory>

#include "database/session.h"

namespace callwidgets::database {

// An embedded SQLite file, created where absent; in WAL mode, so that readers never wait for an
// import.
std::unique_ptr<Session> open_sqlite(const Address& address);

}  // namespace callwidgets::database
