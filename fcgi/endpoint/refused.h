#pragma once
#include <chrono>
#include <string>
#include <utility>

#include "fcgi/http/response.h"
#include "question/problem.h"

namespace callwidgets::web {

// A request whose sender may not have an answer.
class Refused : public question::Problem {
 public:
  // `message` is for the client; `reason` and `who`, as far as that is known, for the access log:
  // no token, no password and no header stands in them.
  Refused(Code code, const std::string& message, std::string reason, std::string who = {})
      : Problem(code, message), reason_(std::move(reason)), who_(std::move(who)) {}
  // One that may come again after `wait`.
  Refused(std::chrono::seconds wait, std::string reason, std::string who)
      : Problem(
            Code::too_many_requests,
            "too many requests; allowed: the next one in " + std::to_string(wait.count()) + " s",
            wait),
        reason_(std::move(reason)),
        who_(std::move(who)) {}
  const std::string& reason() const { return reason_; }
  const std::string& who() const { return who_; }

 private:
  std::string reason_, who_;
};

// Its answer.
Response refused_response(const Refused& refused);

}  // namespace callwidgets::web
