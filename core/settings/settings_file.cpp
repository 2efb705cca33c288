#include "settings/settings_file.h"

#include <Poco/AutoPtr.h>
#include <Poco/Exception.h>
#include <Poco/Util/PropertyFileConfiguration.h>

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <system_error>

#include "settings/settings.h"

namespace callwidgets::settings {
namespace {

constexpr const char* option = "--settings";

[[noreturn]] void cannot_read(const std::string& file, const std::string& why) {
  throw Mistake{"settings: cannot read " + file + ": " + why};
}

// Of two lines for one setting the last would win, and nobody would hear of the other.
class Lines : public Poco::Util::PropertyFileConfiguration {
 public:
  std::string twice;  // the first that stands there two times

 protected:
  void setRaw(const std::string& name, const std::string& value) override {
    if (std::string former; twice.empty() && getRaw(name, former)) twice = name;
    PropertyFileConfiguration::setRaw(name, value);
  }
};

void drop_comment(std::string& line) {
  for (auto at = line.find('#', 1); at < line.size(); at = line.find('#', at + 1)) {
    if (line[at - 1] == ' ' || line[at - 1] == '\t') line.resize(at);
  }
}

}  // namespace

std::string take_file(std::vector<std::string>& arguments) {
  const char* const named = std::getenv("CALLWIDGETS_SETTINGS");
  std::string file = named ? named : "";
  const std::string with_value = std::string{option} + "=";
  while (!arguments.empty()) {
    std::size_t taken = 1;
    if (arguments[0].starts_with(with_value)) {
      file = arguments[0].substr(with_value.size());
    } else if (arguments[0] == option) {
      file = arguments.size() > 1 ? arguments[1] : "";
      taken = 2;
    } else {
      break;
    }
    if (file.empty()) throw Mistake{std::string{option} + " needs the path of a file"};
    arguments.erase(arguments.begin(), arguments.begin() + static_cast<std::ptrdiff_t>(taken));
  }
  return file;
}

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
  Poco::AutoPtr<Lines> properties{new Lines};
  try {
    properties->load(text);
  } catch (const Poco::Exception& error) {
    cannot_read(file, error.displayText());
  }
  if (!properties->twice.empty()) {
    throw Mistake{properties->twice + " stands twice in " + file + "; allowed: once"};
  }
  std::map<std::string, std::string> values;
  Poco::Util::AbstractConfiguration::Keys names;
  properties->keys(names);
  for (const std::string& name : names) values[name] = properties->getRawString(name, "");
  return values;
}

}  // namespace callwidgets::settings
