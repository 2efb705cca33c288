#pragma once
#include <optional>
#include <string>
#include <vector>

namespace callwidgets::sources {

// When a business takes calls: `mon-fri 08:00-17:30`, `sat 09:00-12:00`. Hours may pass midnight
// (`fri 22:00-02:00`). Safe to use from any thread.
class OpeningHours {
 public:
  // Nothing where a part is of another form.
  static std::optional<OpeningHours> parse(const std::vector<std::string>& parts);

  bool given() const { return !spans_.empty(); }
  // Day 0 is Monday; seconds since its midnight, by the clock on the wall. False where not given().
  bool open(int day, int second) const;

 private:
  struct Span {
    int first_day, last_day;  // the last may be before the first: over Sunday
    int from, to;             // seconds; `to` may be before `from`: past midnight
    bool on(int day) const;
  };

  static std::optional<Span> span(const std::string& part);

  std::vector<Span> spans_;
};

}  // namespace callwidgets::sources
