#pragma once
#include <cstdint>

#include "database/session.h"

namespace callwidgets::admin {

// Says on standard error where the figures of an account follow other rules of its time zone than
// the system has by now. Throws database::Error.
void print_zone_notice(database::Session& session, std::int64_t account);

}  // namespace callwidgets::admin
