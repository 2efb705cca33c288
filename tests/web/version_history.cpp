#include "version_history.h"

#include <functional>

namespace callwidgets::test {

size_t VersionHistory::versions() const {
  const std::lock_guard lock{mutex_};
  return versions_.size();
}

void VersionHistory::begin(const Oracle& oracle) {
  Version version;
  for (const OracleQuestion& question : questions_) {
    version.bodies.push_back(std::hash<std::string>{}(oracle.answer(question)));
  }
  const std::lock_guard lock{mutex_};
  version.begun = Clock::now();
  version.ended = Clock::time_point::max();
  versions_.push_back(std::move(version));
}

void VersionHistory::end() {
  const std::lock_guard lock{mutex_};
  versions_.back().ended = Clock::now();
}

// A version counts from its import's begin to the end of the next one's: when in between they took
// each other's place is not known.
bool VersionHistory::was_right(size_t question, const std::string& body, Clock::time_point from,
                               Clock::time_point to) const {
  const size_t hash = std::hash<std::string>{}(body);
  const std::lock_guard lock{mutex_};
  for (size_t i = versions_.size(); i-- > 0;) {
    const bool over = i + 1 < versions_.size() && versions_[i + 1].ended < from;
    if (over) return false;
    if (versions_[i].begun <= to && versions_[i].bodies[question] == hash) return true;
  }
  return false;
}

}  // namespace callwidgets::test
