#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "calendar/zone.h"
#include "sources/verdicts/stretch.h"

namespace callwidgets::sources {

// How the column by which rows are looked back writes a moment. Safe to use from any thread.
class OrderColumn {
 public:
  enum class Form : std::uint8_t { local, utc, epoch, epoch_ms };

  OrderColumn(Form form, calendar::Zone zone) : form_(form), zone_(std::move(zone)) {}

  // The values between which every row of [from, to) lies; of a clock that was turned back, more
  // than these.
  struct Bounds {
    std::string from, to;
  };
  Bounds of(const Stretch& time) const;

  // A moment that is no later than what the value means; nothing where it is of another form.
  std::optional<std::int64_t> moment_before(const std::string& value) const;

 private:
  std::string written(std::int64_t seconds) const;

  const Form form_;
  const calendar::Zone zone_;
};

}  // namespace callwidgets::sources
