#include "cli/unfinished_sync.h"

#include <algorithm>

#include "accounts/source.h"

namespace callwidgets::admin {

UnfinishedSync::UnfinishedSync(database::Session& session, std::int64_t account,
                               std::int64_t source)
    : session_(session),
      account_(account),
      source_(source),
      from_(source == 0 ? 0 : accounts::unfinished_from(session, account, source)) {}

std::int64_t UnfinishedSync::from(std::int64_t usual) const {
  return from_ == 0 ? usual : std::min(from_, usual);
}

void UnfinishedSync::begin(std::int64_t from) { set(this->from(from)); }

void UnfinishedSync::end() { set(0); }

void UnfinishedSync::set(std::int64_t from) {
  if (from == from_) return;
  accounts::set_unfinished_from(session_, account_, source_, from);
  from_ = from;
}

}  // namespace callwidgets::admin
