#include "fcgi/endpoint/refused.h"

#include "fcgi/http/error_envelope.h"

namespace callwidgets::web {

Response refused_response(const Refused& refused) {
  Response response = error_envelope(refused);
  response.caller = refused.who();
  response.refusal = refused.reason();
  return response;
}

}  // namespace callwidgets::web
