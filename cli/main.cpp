#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "cli/command_line.h"
#include "cli/commands.h"
#include "database/error.h"
#include "files/privacy.h"
#include "settings/settings.h"
#include "settings/settings_file.h"

using namespace callwidgets;

namespace {

void print_help(std::ostream& out) {
  out << "callwidgets-admin [--settings FILE] COMMAND …\n\n";
  for (const auto& command : admin::commands()) out << "  " << command.synopsis << "\n";
  out << "\nThe settings file may also be named by --settings=FILE, or by CALLWIDGETS_SETTINGS in "
         "the "
         "environment. ";
  settings::Settings::help(out);
}

int run(std::vector<std::string> words) {
  const std::string file = settings::take_file(words);
  if (words.empty() || words[0] == "--help" || words[0] == "help") {
    print_help(words.empty() ? std::cerr : std::cout);
    return words.empty() ? 1 : 0;
  }
  for (const auto& command : admin::commands()) {
    if (words[0] == command.name) {
      return command.run(settings::Settings::load(file), std::span{words}.subspan(1));
    }
  }
  throw admin::Usage{"there is no command " + words[0] + "; callwidgets-admin --help lists them"};
}

}  // namespace

int main(int argc, char** argv) {
  files::keep_files_private();
  try {
    const int status = run({argv + 1, argv + argc});
    if (!std::cout.flush()) throw std::runtime_error{"standard output can't be written"};
    return status;
  } catch (const database::Error& error) {
    std::cerr << "callwidgets-admin: " << error.advice() << "\n";
    return 1;
  } catch (const std::exception& error) {
    std::cerr << "callwidgets-admin: " << error.what() << "\n";
    return 1;
  }
}
