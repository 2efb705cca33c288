#include "fcgi/signed/signed_token.h"

#include "fcgi/signed/token_parts.h"

namespace callwidgets::web {

std::optional<std::string> key_id_of(std::string_view token) {
  auto parts = read_token_parts(token);
  if (!parts) return std::nullopt;
  return std::move(parts->key_id);
}

}  // namespace callwidgets::web
