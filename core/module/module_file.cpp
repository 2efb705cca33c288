#include "module/module_file.h"

#include <dlfcn.h>

#include <stdexcept>

#include "build_stamp.h"

namespace callwidgets::module {

namespace {

// Of another build its classes may be other ones, which ends in any way at all.
void check_build(const std::string& file, void* module) {
  using Stamp = const char*();
  auto* const stamp = reinterpret_cast<Stamp*>(dlsym(module, "callwidgets_build_stamp"));
  const std::string found = stamp ? stamp() : "an earlier one";
  if (found == build_stamp) return;
  throw std::runtime_error(
      file + " is of another build (" + found + ") than this program (" + build_stamp +
      "): install callwidgets, callwidgets-admin and their callwidgets-*.so from one "
      "build");
}

}  // namespace

std::filesystem::path file_of(const std::string& name) {
  auto file = std::filesystem::read_symlink("/proc/self/exe").parent_path() / (name + ".so");
  for (const char* folder : {"/usr/local/lib/callwidgets", "/usr/lib/callwidgets"}) {
    if (!std::filesystem::exists(file)) file = folder / file.filename();
  }
  return file;
}

void* function_of(const std::string& name, const char* function) {
  const std::string file = file_of(name);
  // Never unloaded: what it threw or made may be around until the end.
  void* const module = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (!module)
    throw std::runtime_error(std::string{"a part of callwidgets is missing: "} + dlerror());
  check_build(file, module);
  void* const found = dlsym(module, function);
  if (!found) throw std::runtime_error(dlerror());
  return found;
}

}  // namespace callwidgets::module
