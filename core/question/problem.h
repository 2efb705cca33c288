#pragma once
#include <chrono>
#include <stdexcept>
#include <string>

namespace callwidgets::question {

// Why a request is not answered, in words meant for the client: nothing internal, nothing of
// another customer. Thrown, and mapped to the error envelope in one place.
class Problem : public std::runtime_error {
 public:
  enum class Code {
    invalid_parameter,
    missing_parameter,
    unauthorized,   // a token is asked for, and none was given
    invalid_token,  // one was given that is not good
    forbidden,
    not_found,
    method_not_allowed,
    too_many_requests,
    internal,
    unavailable,
  };
  Problem(Code code, const std::string& message, std::string parameter = "")
      : std::runtime_error(message), code_(code), parameter_(std::move(parameter)) {}
  // One that is over after `retry_after`.
  Problem(Code code, const std::string& message, std::chrono::seconds retry_after)
      : std::runtime_error(message), code_(code), retry_after_(retry_after) {}
  Code code() const { return code_; }
  const std::string& parameter() const { return parameter_; }        // empty where none is at fault
  std::chrono::seconds retry_after() const { return retry_after_; }  // 0: nobody knows

 private:
  Code code_;
  std::string parameter_;
  std::chrono::seconds retry_after_{0};
};

// `name` was given as `value`, and `allowed` says what it may be. The value is shortened and made
// printable.
Problem invalid(const std::string& name, std::string_view value, const std::string& allowed);

}  // namespace callwidgets::question
