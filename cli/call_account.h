#pragma once
#include <string>

#include "calendar/zone.h"
#include "sources/judged_slices.h"

namespace callwidgets::admin {

// Tells on standard output how calls came to their verdicts: as text, or as a JSON array of one
// object for each.
class CallAccount {
 public:
  // Times are those of `zone`.
  CallAccount(calendar::Zone zone, bool as_json) : zone_(std::move(zone)), as_json_(as_json) {}

  void tell(const sources::Slice& slice, const sources::Judged& judged);
  // Once, after all calls.
  void finish();

 private:
  void tell_text(const sources::Slice& slice, const sources::Judged& judged) const;
  std::string json_of(const sources::Slice& slice, const sources::Judged& judged) const;
  std::string local(std::int64_t time) const;

  const calendar::Zone zone_;
  const bool as_json_;
  bool first_ = true;
};

}  // namespace callwidgets::admin
