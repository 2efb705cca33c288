#include "sources/mapping/time_node.h"

#include "sources/mapping/evaluation.h"
#include "sources/mapping/letters.h"
#include "sources/mapping/value_nodes.h"
#include "sources/mapping/values.h"

namespace callwidgets::sources {

std::string_view TimeValue::value(Evaluation& evaluation) const {
  const std::string_view text = trimmed(parts_.of->value(evaluation));
  if (text.empty()) return {};
  auto reading = TimeForm::Reading::other_form;
  WrittenTime time;
  for (const TimeForm& form : parts_.forms) {
    reading = form.read(text, time);
    if (reading != TimeForm::Reading::other_form) break;
  }
  if (reading == TimeForm::Reading::no_date && text == "0") return {};
  if (reading != TimeForm::Reading::fits) refuse(text, reading);
  if (time.offset) return decimal(time.seconds - *time.offset, evaluation);

  std::optional<std::int64_t> near;
  if (parts_.near) near = whole_number(parts_.near->value(evaluation));
  const auto instant = parts_.clock.instant(time.seconds, near);
  if (!instant) {
    throw ValueProblem{parts_.written + " is " + quoted(text) + ", a time that does not exist in " +
                       parts_.clock.name()};
  }
  return decimal(*instant, evaluation);
}

void TimeValue::refuse(std::string_view text, TimeForm::Reading reading) const {
  std::string problem = parts_.written + " is " + quoted(text);
  if (reading == TimeForm::Reading::no_date) {
    problem += ", which is no date; dates from 1970-01-01 on are allowed";
  } else if (reading == TimeForm::Reading::no_day) {
    problem += ", a day or an hour that does not exist";
  } else {
    problem += "; a time like ";
    for (const TimeForm& form : parts_.forms) {
      if (&form != &parts_.forms.front()) problem += " or ";
      problem += form.written();
    }
    problem += " is allowed";
  }
  throw ValueProblem{problem};
}

}  // namespace callwidgets::sources
