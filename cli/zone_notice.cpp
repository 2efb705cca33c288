#include "cli/zone_notice.h"

#include <iostream>

#include "figures/generation.h"

namespace callwidgets::admin {

void print_zone_notice(database::Session& session, std::int64_t account) {
  const auto generation = figures::Generation::served(session, account);
  if (!generation) return;
  if (const std::string notice = generation->zone_notice(); !notice.empty()) {
    std::cerr << "note: " << notice << '\n';
  }
}

}  // namespace callwidgets::admin
