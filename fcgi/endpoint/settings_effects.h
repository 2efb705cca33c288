#pragma once
#include <memory>
#include <string>

#include "cache/caches.h"
#include "settings/settings.h"

// What a change of the settings takes with it.
namespace callwidgets::web {

// Whether answers that were computed under one are right under the other, and kept alike.
bool same_caches(const settings::Settings& one, const settings::Settings& other);

// Caches for answers under these settings.
std::shared_ptr<cache::Caches> make_caches(const settings::Settings& settings);

// The settings that differ and take effect with a restart only, as a list; empty: none.
std::string needs_restart(const settings::Settings& before, const settings::Settings& now);

}  // namespace callwidgets::web
