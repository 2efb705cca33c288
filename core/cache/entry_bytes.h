#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "cache/entry.h"

namespace callwidgets::cache {

// The bytes of an entry, as the shared tier stores them.
std::string entry_bytes(const Entry& entry);

// The entry that the bytes stand for, or nothing if they are none, for example damaged.
std::optional<Entry> read_entry(std::string_view bytes);

}  // namespace callwidgets::cache
