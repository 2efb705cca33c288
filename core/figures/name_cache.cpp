#include "figures/name_cache.h"

#include "sql/statements.h"

namespace callwidgets::figures {

const std::string& NameCache::name(database::Session& session, std::int64_t account,
                                   std::int64_t id) {
  auto found = names_.find(id);
  if (found != names_.end()) return found->second;
  const auto rows = session.query(sql::names::after, {{"account", account}, {"name_id", highest_}});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    highest_ = rows.integer(row, 0);
    names_.emplace(highest_, rows.bytes(row, 1));
  }
  found = names_.find(id);
  if (found == names_.end()) {
    throw database::Error(
        database::Error::Kind::refused, database::Cause::told,
        "the name with the number " + std::to_string(id) +
            " is missing: the database looks half restored: restore the whole backup again");
  }
  return found->second;
}

}  // namespace callwidgets::figures
