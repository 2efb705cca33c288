#include "fcgi/http/entity_tag.h"

#include <Poco/SHA1Engine.h>

namespace callwidgets::web {

std::string entity_tag(std::string_view body) {
  Poco::SHA1Engine engine;
  engine.update(body.data(), body.size());
  return '"' + Poco::DigestEngine::digestToHex(engine.digest()) + '"';
}

bool matches(std::string_view if_none_match, std::string_view etag) {
  constexpr std::string_view space = " \t,";
  constexpr std::string_view gzip = "-gzip\"";
  std::string_view rest = if_none_match;
  for (;;) {
    const auto start = rest.find_first_not_of(space);
    if (start == rest.npos) return false;
    rest.remove_prefix(start);
    if (rest.front() == '*') return true;
    if (rest.starts_with("W/")) rest.remove_prefix(2);
    const auto close = rest.starts_with('"') ? rest.find('"', 1) : rest.npos;
    if (close == rest.npos)
      return false;  // no entity tag: what follows cannot be told apart either
    const std::string_view tag = rest.substr(0, close + 1);
    if (tag == etag) return true;
    if (tag.ends_with(gzip) &&
        tag.substr(0, tag.size() - gzip.size()) == etag.substr(0, etag.size() - 1))
      return true;
    rest.remove_prefix(close + 1);
  }
}

}  // namespace callwidgets::web
