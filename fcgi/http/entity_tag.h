#pragma once
#include <string>
#include <string_view>

namespace callwidgets::web {

// A strong entity tag for `body`, including the quotes. Equal bodies have equal tags.
std::string entity_tag(std::string_view body);

// True if the value of an `If-None-Match` header names `etag`. Compares weakly and understands
// lists and `*` (RFC 9110, 13.1.2). Ignores the suffix `-gzip`, which Apache's mod_deflate adds to
// tags.
bool matches(std::string_view if_none_match, std::string_view etag);

}  // namespace callwidgets::web
