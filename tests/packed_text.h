// Texts as other programs store them.
#pragma once

#include <string>

namespace callwidgets::test {

// As gzip packs it.
std::string gzipped(const std::string& text);

// UTF-8 as UTF-16, behind a byte order mark; little-endian unless `big_endian`.
std::string utf16(const std::string& text, bool big_endian = false);

}  // namespace callwidgets::test
