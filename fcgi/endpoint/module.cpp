#include "fcgi/endpoint/module.h"

#include <dlfcn.h>
#include <sys/stat.h>

#include <filesystem>
#include <stdexcept>
#include <string>

#include "build_stamp.h"

namespace callwidgets::web {

namespace {

std::filesystem::path module_file() {
  const std::filesystem::path name = "callwidgets-answers.so";
  auto file = std::filesystem::read_symlink("/proc/self/exe").parent_path() / name;
  for (const char* folder : {"/usr/local/lib/callwidgets", "/usr/lib/callwidgets"}) {
    if (!std::filesystem::exists(file)) file = folder / name;
  }
  return file;
}

// Of another build its classes may be other ones, which ends in any way at all.
void check_build(const std::string& file, void* module) {
  using Stamp = const char*();
  auto* const stamp = reinterpret_cast<Stamp*>(dlsym(module, "callwidgets_build_stamp"));
  const std::string found = stamp ? stamp() : "an earlier one";
  if (found == build_stamp) return;
  throw std::runtime_error(file + " is of another build (" + found + ") than this program (" +
                           build_stamp +
                           "): install callwidgets, callwidgets-admin and "
                           "callwidgets-answers.so from one build");
}

}  // namespace

std::unique_ptr<Sources> load_sources(const settings::Settings& settings) {
  using Make = Sources*(const settings::Settings&);
  static Make* const make = [] {
    const std::string file = module_file();
    // Never unloaded: what it threw or made may be around until the end.
    void* const module = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (!module)
      throw std::runtime_error(std::string{"a part of callwidgets is missing: "} + dlerror());
    check_build(file, module);
    void* const found = dlsym(module, "callwidgets_make_sources");
    if (!found) throw std::runtime_error(dlerror());
    return reinterpret_cast<Make*>(found);
  }();
  return std::unique_ptr<Sources>{make(settings)};
}

std::string module_stamp() {
  struct stat file {};
  if (stat(module_file().c_str(), &file) != 0) return {};
  return std::to_string(file.st_size) + ' ' + std::to_string(file.st_mtim.tv_sec) + '.' +
         std::to_string(file.st_mtim.tv_nsec);
}

}  // namespace callwidgets::web
