#include "sources/mapping/leg_fields.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <utility>

#include "sources/mapping/values.h"

namespace callwidgets::sources {
namespace {

template <class Word>
using Words = std::vector<std::pair<std::string_view, Word>>;

const Words<Outcome>& outcomes() {
  static const Words<Outcome> words{{"none", Outcome::none},
                                    {"answered", Outcome::answered},
                                    {"unanswered", Outcome::unanswered},
                                    {"cancelled", Outcome::cancelled},
                                    {"busy", Outcome::busy},
                                    {"failed", Outcome::failed}};
  return words;
}

const Words<Stage>& stages() {
  static const Words<Stage> words{{"none", Stage::none},
                                  {"menu", Stage::menu},
                                  {"queue", Stage::queue},
                                  {"ringing", Stage::ringing},
                                  {"conference", Stage::conference},
                                  {"voicemail", Stage::voicemail},
                                  {"fax", Stage::fax},
                                  {"closed", Stage::closed},
                                  {"blocked", Stage::blocked}};
  return words;
}

template <class Word>
bool take_word(Word& word, const Words<Word>& words, std::string_view value, std::string& allowed) {
  if (value.empty()) return true;
  for (const auto& [name, meaning] : words) {
    if (name != value) continue;
    word = meaning;
    return true;
  }
  allowed = "allowed are";
  for (const auto& [name, meaning] : words) {
    allowed += (meaning == words.front().second ? " " : ", ") + std::string{name};
  }
  return false;
}

template <class Number>
bool take_number(Number& number, std::string_view value, std::int64_t least, std::int64_t most) {
  if (value.empty()) return true;
  const auto read = whole_number(value);
  if (!read || *read < least || *read > most) return false;
  number = static_cast<Number>(*read);
  return true;
}

}  // namespace

const std::vector<LegField>& leg_fields() {
  static const std::vector<LegField> fields{
      {.name = "id", .text = &Leg::id, .help = "of the channel or leg that the row is about"},
      {.name = "call", .text = &Leg::call, .help = "what the legs of one call share"},
      {.name = "parent", .text = &Leg::parent, .help = "the id of the leg that made this one"},
      {.name = "sequence", .number = &Leg::sequence, .help = "order of the rows of one id"},
      {.name = "start", .instant = &Leg::start, .help = "when it began; no row may lack it"},
      {.name = "began",
       .instant = &Leg::began,
       .help = "when its channel was made, if the id says"},
      {.name = "duration", .seconds = &Leg::duration, .help = "seconds from start to end"},
      {.name = "talk", .seconds = &Leg::talk, .help = "seconds since something answered"},
      {.name = "ring_time", .seconds = &Leg::ring_time, .help = "seconds for which it was to ring"},
      {.name = "waited", .seconds = &Leg::waited, .help = "seconds in a queue or ringing"},
      {.name = "outcome",
       .outcome = &Leg::outcome,
       .help = "answered, unanswered, cancelled, busy, failed or none"},
      {.name = "stage",
       .stage = &Leg::stage,
       .help = "menu, queue, ringing, conference, voicemail, fax, closed, blocked or none"},
      {.name = "inbound", .flag = &Leg::inbound, .help = "it came from outside"},
      {.name = "left_out", .flag = &Leg::left_out, .help = "it is no customer's call"},
      {.name = "person", .flag = &Leg::person, .help = "a person answered, not a machine"},
      {.name = "channel", .text = &Leg::channel, .help = "technical name of its near end"},
      {.name = "other", .text = &Leg::other, .help = "technical name of its far end"},
      {.name = "caller", .text = &Leg::caller, .help = "the caller's number"},
      {.name = "called", .text = &Leg::called, .help = "the business's own number"},
      {.name = "target", .text = &Leg::target, .help = "what it rang: an extension, a queue"},
      {.name = "context", .text = &Leg::context, .help = "the part of the dial plan"},
      {.name = "application", .text = &Leg::application, .help = "what ran last"},
      {.name = "customer", .text = &Leg::customer, .help = "the customer's id"},
      {.name = "attribution", .text = &Leg::attribution, .help = "who gets the credit"},
  };
  return fields;
}

const LegField* leg_field_named(std::string_view name) {
  const auto& fields = leg_fields();
  const auto found =
      std::ranges::find_if(fields, [&](const LegField& one) { return one.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

void clear(Leg& leg) {
  leg.row = leg.sequence = leg.start = leg.began = 0;
  leg.duration = leg.talk = leg.ring_time = leg.waited = 0;
  leg.outcome = Outcome::none;
  leg.stage = Stage::none;
  leg.inbound = leg.left_out = leg.person = false;
  for (const LegField& field : leg_fields()) {
    if (field.text != nullptr) (leg.*field.text).clear();
  }
}

bool give(Leg& leg, const LegField& field, std::string_view value, std::string& allowed) {
  if (field.text != nullptr) {
    leg.*field.text = value;
    return true;
  }
  if (field.flag != nullptr) {
    leg.*field.flag = is_true(value);
    return true;
  }
  if (field.outcome != nullptr) return take_word(leg.*field.outcome, outcomes(), value, allowed);
  if (field.stage != nullptr) return take_word(leg.*field.stage, stages(), value, allowed);
  if (field.instant != nullptr) {
    constexpr std::int64_t end_of_9999 = 253'402'300'799;
    allowed = "seconds since 1970 are allowed; time(…) gives them";
    return take_number(leg.*field.instant, value, 0, end_of_9999);
  }
  if (field.seconds != nullptr) {
    allowed = "seconds from 0 to 2147483647 are allowed; seconds(…) gives them";
    return take_number(leg.*field.seconds, value, 0, std::numeric_limits<std::int32_t>::max());
  }
  allowed = "a whole number is allowed";
  return take_number(leg.*field.number, value, std::numeric_limits<std::int64_t>::min(),
                     std::numeric_limits<std::int64_t>::max());
}

}  // namespace callwidgets::sources
