#include "cli/call_account.h"

#include <iostream>

#include "calendar/day.h"
#include "json/text.h"
#include "sources/explanation.h"

namespace callwidgets::admin {
namespace {

std::string_view name_of(sources::Outcome outcome) {
  switch (outcome) {
    case sources::Outcome::answered:
      return "answered";
    case sources::Outcome::unanswered:
      return "unanswered";
    case sources::Outcome::cancelled:
      return "cancelled";
    case sources::Outcome::busy:
      return "busy";
    case sources::Outcome::failed:
      return "failed";
    case sources::Outcome::none:
      break;
  }
  return "";
}

std::string ends_of(const sources::Leg& leg) {
  return leg.channel + (leg.other.empty() ? "" : " to " + leg.other);
}

}  // namespace

std::string CallAccount::local(std::int64_t time) const {
  const std::int64_t ahead = zone_.offset(calendar::Instant{std::chrono::seconds{time}});
  return calendar::format(calendar::Instant{std::chrono::seconds{time + ahead}});
}

void CallAccount::tell(const sources::Slice& slice, const sources::Judged& judged) {
  if (as_json_) {
    std::cout << (first_ ? "[" : ",\n") << json_of(slice, judged);
  } else {
    if (!first_) std::cout << '\n';
    tell_text(slice, judged);
  }
  first_ = false;
}

void CallAccount::finish() {
  if (as_json_) std::cout << (first_ ? "[]" : "]") << '\n';
  std::cout << std::flush;
}

void CallAccount::tell_text(const sources::Slice& slice, const sources::Judged& judged) const {
  const auto& verdict = judged.verdict;
  const auto evidence = slice.verdicts.evidence(judged.places);
  std::cout << local(verdict.start) << "  " << verdict.id << "  from "
            << (verdict.caller.empty() ? "an unknown number" : verdict.caller)
            << (verdict.called.empty() ? "" : " to " + verdict.called) << '\n'
            << "  " << sentence(verdict, slice.legs, evidence) << '\n';
  for (const std::string& open : left_open(verdict, slice.legs, evidence))
    std::cout << "  not known: " << open << '\n';
  for (const sources::Evidence& one : evidence) {
    const sources::Leg& leg = slice.legs[one.leg];
    std::cout << "    " << local(leg.start).substr(11) << "  " << ends_of(leg) << ", "
              << (leg.application.empty() ? "no application" : leg.application) << ", "
              << name_of(leg.outcome) << ", " << leg.duration << " s: " << sentence(leg, one)
              << '\n';
  }
}

std::string CallAccount::json_of(const sources::Slice& slice, const sources::Judged& judged) const {
  const auto& verdict = judged.verdict;
  const auto evidence = slice.verdicts.evidence(judged.places);
  json::Text json;
  json.begin_object();
  json.key("id").text(verdict.id).key("call").text(verdict.call);
  json.key("start").text(calendar::format(calendar::Instant{std::chrono::seconds{verdict.start}}));
  json.key("caller").text(verdict.caller).key("called").text(verdict.called);
  json.key("counted").truth(verdict.left_out == sources::LeftOut::counted);
  json.key("left_out").text(sources::name_of(verdict.left_out));
  json.key("answered").truth(verdict.answered).key("reason").text(calls::name_of(verdict.reason));
  json.key("talk_seconds").number(verdict.talk).key("at_most").truth(verdict.at_most);
  json.key("waited_seconds").number(verdict.waited);
  json.key("sentence").text(sentence(verdict, slice.legs, evidence));
  json.key("not_known").begin_array();
  for (const std::string& open : left_open(verdict, slice.legs, evidence)) json.text(open);
  json.end_array();
  json.key("legs").begin_array();
  for (const sources::Evidence& one : evidence) {
    const sources::Leg& leg = slice.legs[one.leg];
    json.begin_object().key("id").text(leg.id);
    json.key("start").text(calendar::format(calendar::Instant{std::chrono::seconds{leg.start}}));
    json.key("seconds").number(leg.duration).key("channel").text(leg.channel);
    json.key("other").text(leg.other).key("application").text(leg.application);
    json.key("outcome").text(name_of(leg.outcome)).key("says").text(sentence(leg, one));
    json.end_object();
  }
  json.end_array().end_object();
  return json.take();
}

}  // namespace callwidgets::admin
