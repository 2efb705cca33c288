#pragma once
#include <map>
#include <optional>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "calendar/day.h"

namespace callwidgets::admin {

// A command given wrongly: what is wrong and how it is written. Ends the program with status 1.
class Usage : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// A command's words, sorted into operands and options. `--name VALUE` and `--name=VALUE` are the
// same; after `--` everything is an operand; a lone `-` is one too.
class CommandLine {
 public:
  // `options` are the names of those that the command knows, without dashes; each takes a value.
  // `flags` take none. Throws Usage.
  CommandLine(std::span<const std::string> words, const std::set<std::string>& options,
              const std::set<std::string>& flags = {});

  const std::vector<std::string>& operands() const { return operands_; }
  // Of an option that is given several times, the last value.
  std::optional<std::string> option(const std::string& name) const;
  // All its values, in their order.
  std::vector<std::string> every(const std::string& option) const;
  // Whether a flag is given.
  bool flag(const std::string& name) const { return options_.contains(name); }
  // Throws Usage where an option is given that is none of these.
  void allow_only(const std::set<std::string>& options) const;
  // An option that is a calendar day. Throws Usage.
  std::optional<calendar::Day> day(const std::string& option) const;

 private:
  std::vector<std::string> operands_;
  std::map<std::string, std::vector<std::string>> options_;
};

}  // namespace callwidgets::admin
