#pragma once
#include <memory>

#include "database/session.h"

namespace callwidgets::database {

// MySQL 5.6 and later or MariaDB 10, through Poco::Data.
std::unique_ptr<Session> open_mysql(const Address& address, Wire* wire);

}  // namespace callwidgets::database
