#pragma once
#include <string>
#include <vector>

#include "fcgi/http/request.h"
#include "fcgi/http/response.h"

namespace callwidgets::web {

// Tells browsers which web pages may read the answers
// (https://fetch.spec.whatwg.org/#http-cors-protocol). Immutable, so safe to use from any thread.
class CrossOrigin {
 public:
  // `*` alone allows every origin. Other origins must match byte for byte. `more_headers` are names
  // of headers that pages may send besides those that all may. With `logins` the pages of origins
  // that are named may send credentials; those of `*` never may.
  explicit CrossOrigin(std::vector<std::string> origins,
                       const std::vector<std::string>& more_headers = {}, bool logins = false);

  // Adds the headers that let the request's origin read the answer, an error too, if it is allowed
  // to, and `Vary: Origin`.
  void mark(const Request& request, Response& response) const;

  // The answer to OPTIONS: 204 with `Allow`, and for an allowed origin the headers that a preflight
  // request asks for.
  Response preflight(const Request& request) const;

 private:
  bool allows(const std::string& origin) const;

  std::vector<std::string> origins_;
  std::string headers_;  // that may be sent, separated by commas
  bool logins_;
};

// The methods that every path allows, in the form of the `Allow` header.
inline constexpr const char* allowed_methods = "GET, HEAD, OPTIONS";

}  // namespace callwidgets::web
