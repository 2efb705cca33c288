#pragma once
#include <string>
#include <string_view>

namespace callwidgets::web {

// A strong validator of `body`, quotes included.
std::string entity_tag(std::string_view body);

// Whether `If-None-Match: value` names `etag`: weak comparison, lists and `*` (RFC 9110, 13.1.2),
// and without the
// `-gzip` that Apache's mod_deflate adds to a tag that it sends on.
bool matches(std::string_view if_none_match, std::string_view etag);

}  // namespace callwidgets::web
