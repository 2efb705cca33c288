#include "fcgi/endpoint/module.h"

#include <sys/stat.h>

#include "module/module_file.h"

namespace callwidgets::web {

namespace {

constexpr const char* answers = "callwidgets-answers";

}  // namespace

std::unique_ptr<Sources> load_sources(const settings::Settings& settings) {
  using Make = Sources*(const settings::Settings&);
  static Make* const make =
      reinterpret_cast<Make*>(module::function_of(answers, "callwidgets_make_sources"));
  return std::unique_ptr<Sources>{make(settings)};
}

VerifyToken* load_verify_token() {
  using Get = VerifyToken*();
  static VerifyToken* const verify = reinterpret_cast<Get*>(
      module::function_of("callwidgets-signed", "callwidgets_verify_token"))();
  return verify;
}

std::string module_stamp() {
  struct stat file {};
  if (stat(module::file_of(answers).c_str(), &file) != 0) return {};
  return std::to_string(file.st_size) + ' ' + std::to_string(file.st_mtim.tv_sec) + '.' +
         std::to_string(file.st_mtim.tv_nsec);
}

}  // namespace callwidgets::web
