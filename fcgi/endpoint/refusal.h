#pragma once
#include "fcgi/transport/handler.h"

namespace callwidgets::web {

// Stands in for an endpoint that could not be made: says so to every request, and to the operator
// where to look. What was wrong stands on standard error, for it may name a path.
class Refusal : public Handler {
 public:
  std::variant<Response, Computation> at_once(const Request& request) override;
  std::unique_ptr<Worker> worker() override { return nullptr; }  // at_once answers everything
  Response finished(const Request&, Response computed, bool) override { return computed; }
};

}  // namespace callwidgets::web
