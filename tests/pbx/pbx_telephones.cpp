// Calls to one telephone.
#include "pbx_dials.h"
#include "pbx_scripts.h"

namespace callwidgets::test {
namespace {

using End = PbxLeg::End;

std::string arrive(PbxStory& s) {
  std::string telephone = pbx_extension(s.pbx, 101, 119);
  s.arrive(telephone);
  return telephone;
}

void answered(PbxStory& s) { pbx_answered(s, arrive(s)); }

void rings_out(PbxStory& s) {
  pbx_rings_out(s, arrive(s));
  s.tail();
}

void gives_up(PbxStory& s) { pbx_gives_up(s, arrive(s)); }

void zero_seconds(PbxStory& s) {
  const std::string telephone = arrive(s);
  PbxDial dial;
  dial.data = pbx_dial_data(s.peer(telephone), 15);
  dial.legs = {{telephone, End::answers}};
  dial.ring = s.pbx.seconds(1, 9);
  dial.talk = s.pbx.below(1000);
  s.dial(dial);
}

void busy(PbxStory& s) {
  pbx_refused(s, arrive(s), End::busy);
  s.missed({"busy"});
  s.tail("Busy", "BUSY");
}

void unreachable(PbxStory& s) {
  pbx_refused(s, arrive(s), End::busy);  // a 480 is written as BUSY
  s.missed({"failed", "busy", "not_answered"});
  s.tail("Busy", "BUSY");
}

void congestion(PbxStory& s) {
  pbx_refused(s, arrive(s), End::congested);
  s.missed({"failed"});
  s.tail("Congestion", s.pbx.settings.congestion ? "CONGESTION" : "FAILED");
}

void rejected(PbxStory& s) {
  pbx_gives_up(s, arrive(s));  // a 603 leaves the row of a caller who gives up
  s.missed({"not_answered", "abandoned_ringing", "busy"});
}

void announcement(PbxStory& s, bool answers) {
  s.arrive("140");
  s.pick_up();
  s.wait(s.pbx.seconds(2, 12));
  if (answers) return pbx_answered(s, "105");
  pbx_rings_out(s, "105");
  s.tail();
}

void subroutine(PbxStory& s, const std::string& context, bool answers) {
  s.arrive("150", context);
  answers ? pbx_answered(s, "105") : pbx_rings_out(s, "105");
  if (!answers) s.tail();
}

void withheld(PbxStory& s) {
  static const char* kWords[] = {"anonymous", "Anonymous", "anonymous", "Unknown", "unavailable"};
  const std::string telephone = arrive(s);
  s.call.caller.clear();
  s.shown = kWords[s.pbx.below(5)];
  s.call.scenario == "withheld-anonymous-answered" ? pbx_answered(s, telephone)
                                                   : pbx_rings_out(s, telephone);
  if (!s.call.answered) s.tail();
}

// The trunk passes the number on all the same.
void withheld_but_passed_on(PbxStory& s) {
  rings_out(s);
  s.call.caller.clear();
  s.call.caller_decided = false;
  s.call.why = "nothing in the rows says that the number is withheld";
}

// The second call of a caller whose first one goes on.
void simultaneous(PbxStory& s) {
  const std::string telephone = arrive(s);
  PbxStory second(s.pbx, "simultaneous-calls-second", s.now + s.pbx.seconds(0, 2));
  const std::string other = arrive(second);
  second.call.caller = second.shown = s.shown;
  pbx_gives_up(second, other);
  pbx_answered(s, telephone);
  s.beside(std::move(second));
}

// An operator's panel moves the caller, who is talking, to another telephone.
void redirected(PbxStory& s) {
  pbx_answered(s, arrive(s));
  PbxRow& first = s.call.rows.back();
  first.dcontext = "from-internal";
  first.dst = "103";
  s.wait(300);
  pbx_answered(s, "103");
}

}  // namespace

std::vector<PbxScript> pbx_telephone_scripts() {
  return {
      {"in-ext-answered-agent-hangs-up", 60, answered},
      {"in-ext-answered-caller-hangs-up", 60, answered},
      {"in-ext-answered-zero-seconds", 5, zero_seconds},
      {"in-ext-rings-out", 25, rings_out},
      {"in-ext-caller-gives-up", 25, gives_up},
      {"in-ext-busy", 8, busy},
      {"in-ext-unreachable", 4, unreachable},
      {"in-ext-congestion", 3, congestion},
      {"in-ext-rejected", 4, rejected},
      {"in-ext-pbx-answered-first-then-person", 10, [](PbxStory& s) { announcement(s, true); }},
      {"in-ext-pbx-answered-first-then-rings-out", 6, [](PbxStory& s) { announcement(s, false); }},
      {"in-ext-gosub-style", 4, [](PbxStory& s) { subroutine(s, "gosub-style", true); }},
      {"in-ext-gosub-style-rings-out", 3, [](PbxStory& s) { subroutine(s, "gosub-style", false); }},
      {"in-ext-macro-style", 4, [](PbxStory& s) { subroutine(s, "macro-style", true); }},
      {"in-phone-answers-then-sends-own-hold", 4, answered},
      {"withheld-anonymous-answered", 6, withheld},
      {"cid-number-empty-name-only", 3, withheld},
      {"withheld-pai-missed", 2, withheld_but_passed_on},
      {"simultaneous-calls-one-caller", 4, simultaneous},
      {"in-redirected-by-operator-ami", 2, redirected},
  };
}

}  // namespace callwidgets::test
