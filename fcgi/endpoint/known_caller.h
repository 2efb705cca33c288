#pragma once
#include <string>
#include <utility>

#include "identity/caller.h"

namespace callwidgets::web {

// A caller whose claim holds.
struct KnownCaller {
  explicit KnownCaller(identity::Caller of) : caller(std::move(of)), view(caller.view()) {}

  const identity::Caller caller;
  const std::string view;  // caller.view()
};

}  // namespace callwidgets::web
