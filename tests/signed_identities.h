// Those who come with a signed token (JWT), good and bad.
#pragma once

#include <string>
#include <vector>

#include "identities.h"

namespace callwidgets::test {

// What they have to name as their audience.
inline constexpr const char* kAudience = "https://callwidgets.example/api";

// By a key's id and secret; `customers` as they stand in a list of JSON, or nothing. Good for an
// hour.
std::string good_token(const std::string& key, const std::string& secret,
                       const std::string& customers);

// Their keys are made on a site with the accounts `one` and `two`. The tokens are good for an hour.
std::vector<Identity> signed_identities(const Site& admin);

}  // namespace callwidgets::test
