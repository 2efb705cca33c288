#pragma once
#include <string>
#include <vector>

#include "sources/mapping/node.h"
#include "sources/mapping/wall_clock.h"
#include "sources/mapping/written_time.h"

namespace callwidgets::sources {

// The instant of a date and time, in seconds since 1970 UTC; empty where the text is, or an epoch
// of 0.
class TimeValue : public Node {
 public:
  struct Parts {
    NodePointer of;
    std::string written;  // `of`, for messages
    std::vector<TimeForm> forms;
    WallClock clock;
    NodePointer near;  // may be null
  };
  explicit TimeValue(Parts parts) : parts_(std::move(parts)) {}

  std::string_view value(Evaluation& evaluation) const override;

 private:
  [[noreturn]] void refuse(std::string_view text, TimeForm::Reading reading) const;

  Parts parts_;
};

}  // namespace callwidgets::sources
