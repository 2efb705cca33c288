#include "settings/settings_file.h"

#include <Poco/AutoPtr.h>
#include <Poco/Exception.h>
#include <Poco/Util/PropertyFileConfiguration.h>

#include <cerrno>
#include <fstream>
#include <sstream>
#include <system_error>

#include "settings/settings.h"

namespace callwidgets::settings {
namespace {

[[noreturn]] void cannot_read(const std::string& file, const std::string& why) {
  throw Mistake{"settings: cannot read " + file + ": " + why};
}

void drop_comment(std::string& line) {
  for (auto at = line.find('#', 1); at < line.size(); at = line.find('#', at + 1)) {
    if (line[at - 1] == ' ' || line[at - 1] == '\t') line.resize(at);
  }
}

}  // namespace

std::map<std::string, std::string> read_file(const std::string& file) {
  errno = 0;
  std::ifstream in{file};
  if (!in) cannot_read(file, std::generic_category().message(errno));
  std::stringstream text;
  for (std::string line; std::getline(in, line);) {
    drop_comment(line);
    text << line << '\n';
  }
  if (in.bad()) cannot_read(file, std::generic_category().message(errno));
  Poco::AutoPtr<Poco::Util::PropertyFileConfiguration> properties;
  try {
    properties = new Poco::Util::PropertyFileConfiguration{text};
  } catch (const Poco::Exception& error) {
    cannot_read(file, error.displayText());
  }
  std::map<std::string, std::string> values;
  Poco::Util::AbstractConfiguration::Keys names;
  properties->keys(names);
  for (const std::string& name : names) values[name] = properties->getRawString(name, "");
  return values;
}

}  // namespace callwidgets::settings
