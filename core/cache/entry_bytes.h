#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "cache/entry.h"

namespace callwidgets::cache {

// An entry as the shared tier keeps it.
std::string entry_bytes(const Entry& entry);

// Nothing where the bytes are no entry.
std::optional<Entry> read_entry(std::string_view bytes);

}  // namespace callwidgets::cache
