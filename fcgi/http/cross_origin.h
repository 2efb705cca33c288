#pragma once
#include <string>
#include <vector>

#include "fcgi/http/request.h"
#include "fcgi/http/response.h"

namespace callwidgets::web {

// Which web pages may read the answers (https://fetch.spec.whatwg.org/#http-cors-protocol), no
// credentials involved.
class CrossOrigin {
 public:
  // `*` alone allows every origin; others are compared whole, by bytes.
  explicit CrossOrigin(std::vector<std::string> origins) : origins_(std::move(origins)) {}

  // Adds to any answer what its origin may see.
  void mark(const Request& request, Response& response) const;

  // The answer to OPTIONS: 204 with `Allow`, and for an allowed origin what a preflight asks for.
  Response preflight(const Request& request) const;

 private:
  bool allows(const std::string& origin) const;

  std::vector<std::string> origins_;
};

// The methods of every path, as `Allow` lists them.
inline constexpr const char* allowed_methods = "GET, HEAD, OPTIONS";

}  // namespace callwidgets::web
