#pragma once
#include <cstdint>
#include <string>

#include "cache/feed.h"

namespace callwidgets::web {

// The body of `/account` at an instant, in seconds since 1970, UTC. `max_days` as in the settings.
std::string account_body(const cache::Served& account, std::int64_t now, std::int64_t max_days);

}  // namespace callwidgets::web
