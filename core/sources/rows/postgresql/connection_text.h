#pragma once
#include <string>

#include "database/address.h"

namespace callwidgets::sources {

// An address as libpq's connection string. A socket may be given by its folder or by itself.
// Throws database::Error where a value has a blank, which Poco can't pass on.
std::string connection_text(const database::Address& address);

}  // namespace callwidgets::sources
