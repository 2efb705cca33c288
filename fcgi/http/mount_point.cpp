#include "fcgi/http/mount_point.h"

#include <Poco/Exception.h>
#include <Poco/URI.h>

#include <optional>

#include "fcgi/http/route.h"

namespace callwidgets::web {
namespace {

// Nothing where it has no path, or one that can't be decoded.
std::optional<std::string> decoded_path(std::string_view uri) {
  if (const auto scheme = uri.find("://"); !uri.starts_with('/') && scheme != uri.npos) {
    const auto slash = uri.find('/', scheme + 3);
    uri.remove_prefix(slash == uri.npos ? uri.size() : slash);
  }
  if (!uri.starts_with('/')) return std::nullopt;
  std::string path;
  try {
    Poco::URI::decode(std::string{uri.substr(0, uri.find_first_of("?#"))}, path);
  } catch (const Poco::Exception&) {
    return std::nullopt;
  }
  return path;
}

bool ends_in_a_route(std::string_view path) {
  for (auto slash = path.find('/', 1); slash < path.size(); slash = path.find('/', slash + 1)) {
    const auto kind = Route::of(std::string{path.substr(slash)}).kind;
    if (kind != Route::Kind::unknown && kind != Route::Kind::widgets_data) return true;
  }
  return false;
}

}  // namespace

BelowMountPoint below_mount_point(std::string_view script_name, std::string_view request_uri) {
  if (request_uri.empty()) return {{}, !ends_in_a_route(script_name)};
  const auto path = decoded_path(request_uri);
  if (!path || script_name.empty() || !path->starts_with(script_name)) return {{}, false};
  if (*path == script_name) return {{}, !ends_in_a_route(script_name)};
  // Of a SCRIPT_NAME that ends in a slash that slash is the path's first.
  const std::size_t begin = script_name.size() - (script_name.ends_with('/') ? 1 : 0);
  if ((*path)[begin] != '/') return {{}, false};
  return {path->substr(begin), true};
}

}  // namespace callwidgets::web
