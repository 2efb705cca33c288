#include "fcgi/http/route.h"

#include <string_view>

#include "question/question.h"

namespace callwidgets::web {

Route Route::of(const std::string& path) {
  constexpr std::string_view customers = "/customers/";
  if (path.empty() || path == "/" || path == "/widgets/data") return {Kind::widgets_data};
  if (path == "/widgets/datasources") return {Kind::datasources};
  if (path == "/account") return {Kind::account};
  if (path == "/miscellaneous/ping") return {Kind::ping};
  if (path == "/status") return {Kind::status};
  if (path == "/customers") return {Kind::customers};
  if (path.starts_with(customers)) {
    try {
      const std::int64_t id =
          question::parse_customer_id(std::string_view{path}.substr(customers.size()));
      if (id != 0) return {Kind::customer, id};
    } catch (const question::Problem&) {
      // Not an id, so not a path that exists.
    }
  }
  return {};
}

}  // namespace callwidgets::web
