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

  // `behind`: by how many seconds the column may tell a later moment than the row's start.
  OrderColumn(Form form, calendar::Zone zone, std::int64_t behind = 0)
      : form_(form), zone_(std::move(zone)), behind_(behind) {}

  // The values between which every row lies that starts in [from, to); of a clock that was turned
  // back, more than these.
  struct Bounds {
    std::string from, to;
  };
  Bounds of(const Stretch& time) const;

  // A moment that is no later than the start of a row with this value; nothing where it is of
  // another form.
  std::optional<std::int64_t> moment_before(const std::string& value) const;

 private:
  std::string written(std::int64_t seconds) const;
  std::optional<std::int64_t> moment_of(const std::string& value) const;

  const Form form_;
  const calendar::Zone zone_;
  const std::int64_t behind_;
};

}  // namespace callwidgets::sources
