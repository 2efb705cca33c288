#pragma once
#include <cstdint>
#include <string>

namespace callwidgets::web {

// The resource that a path below the mount point names.
struct Route {
  enum class Kind {
    widgets_data,
    datasources,
    account,
    customers,
    customer,
    ping,
    status,
    unknown
  };
  Kind kind = Kind::unknown;
  std::int64_t customer_id = 0;  // only for Kind::customer

  // `path` is PATH_INFO, which the web server has decoded. A path with an impossible customer id is
  // Kind::unknown.
  static Route of(const std::string& path);
};

}  // namespace callwidgets::web
