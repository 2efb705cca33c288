#pragma once
#include "fcgi/transport/handler.h"

namespace callwidgets::web {

// Answers every request when no endpoint can be made, for example because of a mistake in the
// settings: a 500 that refers to the web server's error log. The reason is on standard error only,
// because it may name a path.
class Refusal : public Handler {
 public:
  std::variant<Response, Computation> at_once(const Request& request) override;
  std::unique_ptr<Worker> worker() override { return nullptr; }  // at_once answers everything
  Response finished(const Request&, const Computation&, Response computed, bool) override {
    return computed;
  }
};

}  // namespace callwidgets::web
