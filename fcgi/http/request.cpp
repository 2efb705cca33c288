#include "fcgi/http/request.h"

namespace callwidgets::web {

Request::UserHeader Request::user_header(std::string_view variable) const {
  UserHeader found;
  found.ambiguous = more_user_headers;
  bool any = false;
  for (const auto& [name, value] : user_headers) {
    if (name != variable) continue;
    if (any || value.find(", ") != value.npos) found.ambiguous = true;
    any = true;
    found.value = value;
  }
  return found;
}

}  // namespace callwidgets::web
