#include "sources/verdicts/verdict.h"

namespace callwidgets::sources {

std::string_view name_of(LeftOut kind) {
  switch (kind) {
    case LeftOut::counted:
      return "";
    case LeftOut::outbound:
      return "an outbound call";
    case LeftOut::internal:
      return "a call inside the house";
    case LeftOut::part_of_other:
      return "a leg of another call";
    case LeftOut::called_out:
      return "a line that was called from here";
    case LeftOut::no_number:
      return "no number of the business was called";
    case LeftOut::blocked:
      return "the caller is on the blacklist";
    case LeftOut::not_a_customer:
      return "no customer's call";
    case LeftOut::no_mapping:
      return "no number mapping names a customer";
  }
  return "";
}

Part part_of(const Leg& leg, bool with_person) {
  if (with_person) return Part::talk;
  switch (leg.stage) {
    case Stage::voicemail:
      return Part::voicemail;
    case Stage::fax:
      return Part::fax;
    case Stage::closed:
      return Part::closed;
    case Stage::blocked:
      return Part::blocked;
    case Stage::conference:
      return Part::conference;
    case Stage::menu:
      return Part::menu;
    case Stage::queue:
      if (leg.other.empty()) return Part::queue;
      break;
    case Stage::ringing:
    case Stage::none:
      break;
  }
  switch (leg.outcome) {
    case Outcome::busy:
      return Part::busy;
    case Outcome::failed:
      return Part::failed;
    case Outcome::unanswered:
    case Outcome::cancelled:
      return leg.other.empty() ? Part::ended : Part::rang;
    case Outcome::answered:
    case Outcome::none:
      break;
  }
  return leg.other.empty() ? Part::ended : Part::inner;
}

}  // namespace callwidgets::sources
