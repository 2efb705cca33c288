#pragma once
#include <memory>

#include "database/session.h"

namespace callwidgets::sources {

// A session for reading through Poco's PostgreSQL connector. Throws database::Error.
std::unique_ptr<database::Session> open_postgresql_session(const database::Address& address);

}  // namespace callwidgets::sources
