#pragma once
#include <string>
#include <string_view>

namespace callwidgets::web {

// The path below the mount point of a request for which the web server passes no PATH_INFO.
struct BelowMountPoint {
  std::string path;  // empty for the mount point itself, or if it is not known
  bool sure;         // false if SCRIPT_NAME and REQUEST_URI contradict each other
};

// The result is sure if SCRIPT_NAME, up to a slash, begins the decoded path of REQUEST_URI: the
// rest is the path. If SCRIPT_NAME is the whole path, it is the mount point, unless it ends with a
// path of this program: then the web server has no mount point. Without REQUEST_URI there is no
// contradiction.
BelowMountPoint below_mount_point(std::string_view script_name, std::string_view request_uri);

}  // namespace callwidgets::web
