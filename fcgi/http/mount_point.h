#pragma once
#include <string>
#include <string_view>

namespace callwidgets::web {

// What a request asks for below the mount point, where the web server passes no PATH_INFO.
struct BelowMountPoint {
  std::string path;  // empty: the mount point itself, or not known
  bool sure;         // false: what the web server passes contradicts itself
};

// Sure is what follows SCRIPT_NAME in the decoded path of REQUEST_URI, at a slash. A SCRIPT_NAME
// that is the whole path is the mount point, unless it ends in a path of this program: then the web
// server knows no mount point at all. Without a REQUEST_URI nothing contradicts.
BelowMountPoint below_mount_point(std::string_view script_name, std::string_view request_uri);

}  // namespace callwidgets::web
