#include "fcgi/http/response_bytes.h"

#include <strings.h>

#include <string_view>

namespace callwidgets::web {
namespace {

std::string_view reason(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 204:
      return "No Content";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 429:
      return "Too Many Requests";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    default:
      return status < 400 ? "OK" : "Error";
  }
}

bool one_line(std::string_view text) {
  return text.find_first_of(std::string_view{"\r\n\0", 3}) == std::string_view::npos;
}

Response refusal(int status, const char* code, const char* message) {
  Response response;
  response.status = status;
  response.headers = {{"Content-Type", "application/json; charset=utf-8"},
                      {"Cache-Control", "no-store"}};
  response.body = std::make_shared<const std::string>(
      std::string{R"({"errors":[{"code":")"} + code + R"(","message":")" + message + R"("}]})");
  return response;
}

}  // namespace

const char* name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::hit:
      return "HIT";
    case Verdict::miss:
      return "MISS";
    case Verdict::stale:
      return "STALE";
    case Verdict::coalesced:
      return "COALESCED";
    case Verdict::none:
      break;
  }
  return "-";
}

std::string bytes(const Response& response) {
  const bool bodiless = response.status == 204 || response.status == 304;
  const std::string_view body =
      response.body && !bodiless ? std::string_view{*response.body} : std::string_view{};
  std::string out;
  out.reserve(512 + (response.head ? 0 : body.size()));
  out.append("Status: ").append(std::to_string(response.status)).append(" ");
  out.append(reason(response.status)).append("\r\n");
  for (const auto& [name, value] : response.headers) {
    if (!one_line(name) || !one_line(value) || strcasecmp(name.c_str(), "Content-Length") == 0) {
      continue;
    }
    out.append(name).append(": ").append(value).append("\r\n");
  }
  if (!bodiless) out.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n");
  out.append("\r\n");
  if (!response.head) out.append(body);
  return out;
}

Response unavailable(bool head) {
  Response response = refusal(503, "unavailable", "the service is busy; try again shortly");
  response.headers.emplace_back("Retry-After", "1");
  response.head = head;
  return response;
}

Response too_long() {
  return refusal(400, "invalid_parameter", "the request's parameters are too long");
}

}  // namespace callwidgets::web
