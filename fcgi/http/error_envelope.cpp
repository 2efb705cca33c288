#include "fcgi/http/error_envelope.h"

#include <string>

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
    case Code::unauthorized:
    case Code::invalid_token:
      return {401, "unauthorized"};
    case Code::forbidden:
      return {403, "forbidden"};
    case Code::not_found:
      return {404, "not_found"};
    case Code::method_not_allowed:
      return {405, "method_not_allowed"};
    case Code::too_many_requests:
      return {429, "too_many_requests"};
    case Code::unavailable:
      return {503, "unavailable"};
    case Code::internal:
      break;
  }
  return {500, "internal"};
}

// What a client may do about it, as headers.
void advise(const question::Problem& problem, Response& response) {
  switch (response.status) {
    case 401:  // RFC 6750
      response.headers.emplace_back("WWW-Authenticate",
                                    problem.code() == Code::invalid_token
                                        ? R"(Bearer realm="callwidgets", error="invalid_token")"
                                        : R"(Bearer realm="callwidgets")");
      break;
    case 405:
      response.headers.emplace_back("Allow", allowed_methods);
      break;
    case 429:
    case 503: {
      const auto seconds = problem.retry_after().count();
      response.headers.emplace_back("Retry-After", seconds > 0 ? std::to_string(seconds) : "2");
      break;
    }
    default:
      break;
  }
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
  advise(problem, response);
  response.body = std::make_shared<const std::string>(json.take());
  return response;
}

}  // namespace callwidgets::web
