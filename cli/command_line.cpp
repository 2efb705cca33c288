#include "cli/command_line.h"

namespace callwidgets::admin {
namespace {

void check_known(const std::string& name, const std::set<std::string>& options) {
  if (options.contains(name)) return;
  std::string known;
  for (const std::string& option : options) known += (known.empty() ? "--" : ", --") + option;
  throw Usage{"this command has no option --" + name +
              "; it has: " + (known.empty() ? "none" : known)};
}

}  // namespace

CommandLine::CommandLine(std::span<const std::string> words, const std::set<std::string>& options,
                         const std::set<std::string>& flags) {
  std::set<std::string> known = options;
  known.insert(flags.begin(), flags.end());
  bool only_operands = false;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const std::string& word = words[at];
    if (only_operands || !word.starts_with("--")) {
      operands_.push_back(word);
      continue;
    }
    if (word == "--") {
      only_operands = true;
      continue;
    }
    const auto equals = word.find('=');
    const std::string name = word.substr(2, equals == word.npos ? word.npos : equals - 2);
    check_known(name, known);
    if (flags.contains(name)) {
      if (equals != word.npos) throw Usage{"--" + name + " takes no value"};
      options_[name];
      continue;
    }
    if (equals == word.npos && at + 1 == words.size()) throw Usage{"--" + name + " needs a value"};
    options_[name].push_back(equals == word.npos ? words[++at] : word.substr(equals + 1));
  }
}

std::optional<std::string> CommandLine::option(const std::string& name) const {
  const auto found = options_.find(name);
  if (found == options_.end()) return std::nullopt;
  return found->second.back();
}

std::vector<std::string> CommandLine::every(const std::string& option) const {
  const auto found = options_.find(option);
  return found == options_.end() ? std::vector<std::string>{} : found->second;
}

void CommandLine::allow_only(const std::set<std::string>& options) const {
  for (const auto& [name, values] : options_) check_known(name, options);
}

std::optional<calendar::Day> CommandLine::day(const std::string& option) const {
  const auto given = this->option(option);
  if (!given) return std::nullopt;
  const auto parsed = calendar::parse_day(*given);
  if (!parsed)
    throw Usage{"--" + option + " is '" + *given + "'; allowed: a calendar day as YYYY-MM-DD"};
  return parsed;
}

}  // namespace callwidgets::admin
