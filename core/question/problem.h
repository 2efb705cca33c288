#pragma once
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
    not_found,
    method_not_allowed,
    internal,
    unavailable,
  };
  Problem(Code code, const std::string& message, std::string parameter = "")
      : std::runtime_error(message), code_(code), parameter_(std::move(parameter)) {}
  Code code() const { return code_; }
  const std::string& parameter() const { return parameter_; }  // empty where none is at fault

 private:
  Code code_;
  std::string parameter_;
};

// `name` was given as `value`, and `allowed` says what it may be. The value is shortened and made
// printable.
Problem invalid(const std::string& name, std::string_view value, const std::string& allowed);

}  // namespace callwidgets::question
