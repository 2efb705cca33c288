#pragma once
#include <string>
#include <vector>

#include "fcgi/http/request.h"
#include "fcgi/http/response.h"

namespace callwidgets::web {

// Tells browsers which web pages may read the answers
// (https://fetch.spec.whatwg.org/#http-cors-protocol), without credentials. Immutable, so safe to
// use from any thread.
class CrossOrigin {
 public:
  // `*` alone allows every origin. Other origins must match byte for byte.
  explicit CrossOrigin(std::vector<std::string> origins) : origins_(std::move(origins)) {}

  // Adds the headers that let the request's origin read the answer, if it is allowed to, and
  // `Vary: Origin`.
  void mark(const Request& request, Response& response) const;

  // The answer to OPTIONS: 204 with `Allow`, and for an allowed origin the headers that a preflight
  // request asks for.
  Response preflight(const Request& request) const;

 private:
  bool allows(const std::string& origin) const;

  std::vector<std::string> origins_;
};

// The methods that every path allows, in the form of the `Allow` header.
inline constexpr const char* allowed_methods = "GET, HEAD, OPTIONS";

}  // namespace callwidgets::web
