#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace callwidgets::web {

// The bytes that a base64url text without padding (RFC 7515, 2) stands for. Nothing where it is
// none, or not the one that those bytes are written as.
std::optional<std::string> base64url_decoded(std::string_view text);

}  // namespace callwidgets::web
