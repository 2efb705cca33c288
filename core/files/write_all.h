#pragma once
#include <string_view>

namespace callwidgets::files {

// Writes all of `bytes` to a blocking descriptor, in as many writes as that takes. False: errno
// says why, and some of it may have been written.
bool write_all(int fd, std::string_view bytes);

}  // namespace callwidgets::files
