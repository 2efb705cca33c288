#pragma once
#include <cstdint>
#include <string>

namespace callwidgets::web {

// What a path below the mount point asks for.
struct Route {
  enum class Kind { widgets_data, datasources, customers, customer, ping, status, unknown };
  Kind kind = Kind::unknown;
  std::int64_t customer_id = 0;  // of a Kind::customer

  // `path` is PATH_INFO, decoded by the web server. An id that cannot be one makes the path
  // unknown.
  static Route of(const std::string& path);
};

}  // namespace callwidgets::web
