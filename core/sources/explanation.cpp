#include "sources/explanation.h"

#include <algorithm>

#include "sources/verdicts/channel_name.h"

namespace callwidgets::sources {
namespace {

std::string seconds(std::int64_t count) { return std::to_string(count) + " s"; }

// Of `PJSIP/201-0000001f` the part that people know.
std::string short_name(const Leg& leg) {
  const std::string& channel = leg.other.empty() ? leg.target : leg.other;
  const std::string_view device = device_of(channel);
  const auto slash = device.find('/');
  std::string_view name = slash == std::string_view::npos ? device : device.substr(slash + 1);
  if (is_local(channel)) name = name.substr(0, name.find('@'));
  return name.empty() ? std::string{"nobody"} : std::string{name};
}

std::string list(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t at = 0; at < names.size(); ++at) {
    text += at == 0 ? "" : at + 1 == names.size() ? " and " : ", ";
    text += names[at];
  }
  return text;
}

void add(std::vector<std::string>& names, const std::string& name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

// Telephones that were rung for a caller in vain.
struct Rung {
  std::vector<std::string> names;    // that rang
  std::vector<std::string> refused;  // that were busy, or could not be reached
  std::int64_t from = 0, to = 0;
};

Rung rung(std::span<const Leg> legs, std::span<const Evidence> evidence) {
  Rung rung;
  for (const Evidence& one : evidence) {
    const Leg& leg = legs[one.leg];
    if (leg.other.empty() || is_local(leg.other)) continue;
    if (one.part == Part::busy || one.part == Part::failed) add(rung.refused, short_name(leg));
    if (one.part != Part::rang) continue;
    add(rung.names, short_name(leg));
    if (rung.from == 0) rung.from = leg.start;
    rung.to = std::max(rung.to, leg.start + leg.duration);
  }
  return rung;
}

std::string_view ending(calls::Reason reason) {
  switch (reason) {
    case calls::Reason::out_of_hours:
      return "the business was closed";
    case calls::Reason::abandoned_in_menu:
      return "the caller left while a menu or an announcement played";
    case calls::Reason::abandoned_in_queue:
      return "the caller left the queue";
    case calls::Reason::abandoned_ringing:
      return "the caller hung up while it rang";
    case calls::Reason::short_abandoned:
      return "the caller hung up sooner than the source's `short_seconds`";
    case calls::Reason::no_agent:
      return "the queue gave up: no agent had come";
    case calls::Reason::not_answered:
      return "nobody picked up";
    case calls::Reason::busy:
      return "the line was busy";
    case calls::Reason::voicemail:
      return "a mailbox picked up";
    case calls::Reason::fax:
      return "a fax machine picked up";
    case calls::Reason::failed:
      return "no telephone could be reached";
    case calls::Reason::none:
      break;
  }
  return "";
}

bool any_of(std::span<const Evidence> evidence, Part part) {
  return std::any_of(evidence.begin(), evidence.end(),
                     [part](const Evidence& one) { return one.part == part; });
}

std::string answered_sentence(const Verdict& verdict, std::span<const Leg> legs,
                              std::span<const Evidence> evidence) {
  std::vector<std::string> names;
  for (const Evidence& one : evidence) {
    if (one.part == Part::talk && !is_local(legs[one.leg].other))
      add(names, short_name(legs[one.leg]));
  }
  std::string text = "answered: ";
  if (!names.empty()) {
    text += list(names) + " picked up";
  } else {
    if (any_of(evidence, Part::conference))
      return text + "somebody of the house was in the same conference room, for " +
             (verdict.at_most ? "at most " : "") + seconds(verdict.talk);
    text += "somebody picked up";
  }
  // Where talk may hold waiting, nobody knows for how long the caller waited either.
  if (verdict.at_most) return text + " and spoke for at most " + seconds(verdict.talk);
  return text + " after " + seconds(verdict.waited) + " and spoke for " + seconds(verdict.talk);
}

// Whom it rang, and how it ended.
std::string missed_course(const Verdict& verdict, const Rung& telephones) {
  const bool refused =
      verdict.reason == calls::Reason::busy || verdict.reason == calls::Reason::failed;
  if (refused && !telephones.refused.empty())
    return list(telephones.refused) + (verdict.reason != calls::Reason::busy
                                           ? " could not be reached"
                                       : telephones.refused.size() == 1 ? " was busy"
                                                                        : " were busy");
  std::string end{ending(verdict.reason)};
  if (telephones.names.empty()) return end;
  return "rang " + list(telephones.names) + " for " + seconds(telephones.to - telephones.from) +
         (verdict.reason == calls::Reason::abandoned_ringing ? ", then the caller hung up"
          : verdict.reason == calls::Reason::not_answered    ? " and nobody picked up"
                                                             : ", then " + end);
}

}  // namespace

std::string sentence(const Verdict& verdict, std::span<const Leg> legs,
                     std::span<const Evidence> evidence) {
  if (verdict.left_out != LeftOut::counted)
    return "left out: " + std::string{name_of(verdict.left_out)};
  if (verdict.answered) return answered_sentence(verdict, legs, evidence);
  const Rung telephones = rung(legs, evidence);
  if (any_of(evidence, Part::talk))
    return "missed: somebody picked up, for a shorter time than the source's `minimum_talk`";
  std::string text = "missed: " + missed_course(verdict, telephones);
  const bool says_answered =
      std::any_of(evidence.begin(), evidence.end(),
                  [&](const Evidence& one) { return legs[one.leg].outcome == Outcome::answered; });
  if (says_answered) text += "; a row says answered because a machine answered, not a person";
  return text;
}

std::vector<std::string> left_open(const Verdict& verdict, std::span<const Leg> legs,
                                   std::span<const Evidence> evidence) {
  std::vector<std::string> open;
  if (verdict.left_out != LeftOut::counted) return open;
  std::vector<std::string> lines;
  for (const Evidence& one : evidence) {
    if (one.part == Part::talk && one.outside) add(lines, short_name(legs[one.leg]));
  }
  if (verdict.answered && !lines.empty())
    open.push_back("who answered was called on a line to the outside (" + list(lines) +
                   "), a mobile say: no row tells its owner from its mailbox");
  if (verdict.answered && verdict.at_most)
    open.push_back(
        "something may have answered before the person did, a menu or a queue: these " +
        seconds(verdict.talk) +
        " may hold waiting and ringing; the channel event log (`cel`), or for queues the "
        "`queue_log`, would tell");
  if (verdict.reason == calls::Reason::abandoned_ringing)
    open.push_back(
        "a telephone that declined the call leaves the same rows as a caller who hung up");
  if (verdict.reason == calls::Reason::abandoned_in_menu)
    open.push_back(
        "a message for out of hours leaves the same rows as a menu, unless its name says "
        "so (`closed_names`) or the source has `opening_hours`");
  if (verdict.called.empty())
    open.push_back(
        "no row has the number that was called: the call counts because of the line it "
        "is on, and one that the system itself made on that line may look the same");
  return open;
}

std::string sentence(const Leg& leg, const Evidence& evidence) {
  switch (evidence.part) {
    case Part::talk:
      return "spoke with " + short_name(leg) + " for " + seconds(evidence.talk);
    case Part::rang:
      return "rang " + short_name(leg) + " for " + seconds(leg.duration) + ", nobody picked up";
    case Part::busy:
      return (leg.other.empty() ? std::string{"the line"} : short_name(leg)) + " was busy";
    case Part::failed:
      return leg.other.empty() ? "nobody could be reached"
                               : short_name(leg) + " could not be reached";
    case Part::menu:
      return "a menu or an announcement played for " + seconds(leg.duration);
    case Part::queue:
      return "waited in a queue for " + seconds(leg.duration);
    case Part::conference:
      return "in a conference room for " + seconds(leg.duration);
    case Part::voicemail:
      return "a mailbox picked up for " + seconds(leg.duration);
    case Part::fax:
      return "a fax machine picked up for " + seconds(leg.duration);
    case Part::closed:
      return "the message for out of hours played for " + seconds(leg.duration);
    case Part::blocked:
      return "the caller is on the blacklist";
    case Part::inner:
      return "led to another part of the system, where nobody spoke to the caller";
    case Part::ended:
      break;
  }
  return "nothing was rung";
}

}  // namespace callwidgets::sources
