#include "settings/path_text.h"

#include <Poco/String.h>

namespace callwidgets::settings {

std::string unlike_a_path(const std::string& value) {
  if (value.empty() || value.front() == '/' || value.front() == '.') return {};
  const std::string file = "; a file of that name is written with ./ before it";
  if (const char first = value.front(); first == '"' || first == '\'')
    return "stands in quotes; values are written without";
  if (value.front() == '~' || value.front() == '$' || value.front() == '%')
    return "begins with something that is not replaced here; write the whole path";
  if (value.substr(0, value.find('/')).find(':') != value.npos)
    return "looks like a URL or an address" + file;
  if (value.find_first_not_of("0123456789.") == value.npos)
    return "looks like a number or an address" + file;
  // `off # …` and `off ; …` too.
  const std::string word = Poco::toLower(value.substr(0, value.find_first_of(" \t;,#")));
  for (const char* known : {"-", "off", "on", "no", "yes", "none", "false", "true", "null", "nil",
                            "disabled", "enabled", "default", "stdout", "stderr", "syslog"}) {
    if (word == known) return "looks like a switch" + file;
  }
  return {};
}

}  // namespace callwidgets::settings
