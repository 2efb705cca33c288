#include "fcgi/http/json_response.h"

#include <utility>

#include "fcgi/http/entity_tag.h"
#include "fcgi/http/error_envelope.h"

namespace callwidgets::web {

Response json_response(std::shared_ptr<const std::string> body, const std::string& etag,
                       const char* cache_control) {
  Response response;
  response.headers = {
      {"Content-Type", json_type}, {"ETag", etag}, {"Cache-Control", cache_control}};
  response.body = std::move(body);
  return response;
}

Response json_response(std::string body) {
  const std::string etag = entity_tag(body);
  return json_response(std::make_shared<const std::string>(std::move(body)), etag,
                       "private, no-cache");
}

}  // namespace callwidgets::web
