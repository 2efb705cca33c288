#pragma once
#include <memory>

#include "database/session.h"

namespace callwidgets::database {

// Opens a session on MySQL 5.6 or later or MariaDB 10 through Poco::Data, for reading. `wire` may
// be null; otherwise it must outlive the session. Throws Error.
std::unique_ptr<Session> open_mysql(const Address& address, Wire* wire);

}  // namespace callwidgets::database
