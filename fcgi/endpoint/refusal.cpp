#include "fcgi/endpoint/refusal.h"

#include "fcgi/http/error_envelope.h"

namespace callwidgets::web {

std::variant<Response, Computation> Refusal::at_once(const Request& request) {
  Response response =
      error_envelope({question::Problem::Code::internal,
                      "callwidgets could not start; the web server's error log says why"});
  response.head = request.method == "HEAD";
  return response;
}

}  // namespace callwidgets::web
