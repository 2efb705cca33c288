#include "fcgi/http/error_envelope.h"

#include "fcgi/http/cross_origin.h"
#include "json/text.h"

namespace callwidgets::web {
namespace {

using Code = question::Problem::Code;

struct Kind {
  int status;
  const char* name;
};

Kind kind_of(Code code) {
  switch (code) {
    case Code::invalid_parameter:
      return {400, "invalid_parameter"};
    case Code::missing_parameter:
      return {400, "missing_parameter"};
    case Code::not_found:
      return {404, "not_found"};
    case Code::method_not_allowed:
      return {405, "method_not_allowed"};
    case Code::unavailable:
      return {503, "unavailable"};
    case Code::internal:
      break;
  }
  return {500, "internal"};
}

}  // namespace

Response error_envelope(const question::Problem& problem) {
  const Kind kind = kind_of(problem.code());
  json::Text json;
  json.begin_object().key("errors").begin_array().begin_object().key("code").text(kind.name);
  if (!problem.parameter().empty()) json.key("parameter").text(problem.parameter());
  json.key("message").text(problem.what()).end_object().end_array().end_object();

  Response response;
  response.status = kind.status;
  response.headers = {{"Content-Type", json_type}, {"Cache-Control", "no-store"}};
  if (kind.status == 405) response.headers.emplace_back("Allow", allowed_methods);
  if (kind.status == 503) response.headers.emplace_back("Retry-After", "2");
  response.body = std::make_shared<const std::string>(json.take());
  return response;
}

}  // namespace callwidgets::web
