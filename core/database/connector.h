#pragma once
#include <chrono>
#include <memory>

#include "database/session.h"

namespace callwidgets::database {

// Opens a session on MySQL 5.6 or later or MariaDB 10 through MySQL Connector/C++, for writing. A
// statement that the server does not answer within `answered_within` fails. Throws Error.
std::unique_ptr<Session> open_connector(const Address& address,
                                        std::chrono::seconds answered_within);

}  // namespace callwidgets::database
