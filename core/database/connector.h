#pragma once
#include <chrono>
#include <memory>

#include "database/session.h"

namespace callwidgets::database {

// MySQL 5.6 and later or MariaDB 10, through MySQL Connector/C++, for the programs that write.
std::unique_ptr<Session> open_connector(const Address& address,
                                        std::chrono::seconds answered_within);

}  // namespace callwidgets::database
