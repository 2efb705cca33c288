// Calls that leave by the trunk again, to a mobile.
#include "pbx_dials.h"
#include "pbx_scripts.h"

namespace callwidgets::test {
namespace {

using End = PbxLeg::End;
using Kind = PbxLeg::Kind;

PbxLeg mobile(const std::string& number, End end) {
  return {number, end, Kind::mobile, "from-internal"};
}

// Desk and mobile ring together.
PbxDial both(PbxStory& s, End desk, End away) {
  const bool group = s.call.scenario == "group-with-mobile-mobile-answers";
  s.arrive(group ? "162" : "185", group ? "ext-group" : "ext-findmefollow");
  s.dst = group ? "602" : "107";
  PbxDial dial;
  dial.legs = {{group ? "131" : "107", desk}, mobile(group ? "2025550123" : "2025550127", away)};
  dial.data = pbx_dial_data(pbx_group_peers(s, dial.legs, "/n"), 25, "HhTtr");
  dial.ring = s.pbx.seconds(2, 20);
  dial.talk = s.pbx.talk();
  return dial;
}

void mobile_answers(PbxStory& s) { s.dial(both(s, End::silent, End::answers)); }
void desk_answers(PbxStory& s) { s.dial(both(s, End::answers, End::silent)); }

void nobody(PbxStory& s) {
  PbxDial dial = both(s, End::silent, End::silent);
  dial.ring = 25000 + s.pbx.below(30);
  dial.talk = 0;
  s.dial(dial);
  s.missed({"not_answered"});
  s.tail();
}

// The mobile operator's mailbox: for every record of the house somebody picked up.
void mobile_mailbox(PbxStory& s) {
  mobile_answers(s);
  s.call.answered = false;
  s.call.talk = 0;
  s.bounds(0, 0);
  s.missed({"voicemail", "not_answered"});
  s.undecided("the mobile operator's voicemail looks like the owner of the mobile");
}

PbxDial confirmed(PbxStory& s, End end) {
  s.arrive("186", "ext-findmefollow");
  s.dst = "108";
  PbxDial desk;
  desk.legs = {{"108"}};
  desk.data = pbx_dial_data(s.peer("108"), 4, "HhTtr");
  desk.ring = 4010;
  s.dial(desk);
  PbxDial dial;
  dial.legs = {mobile("2025550128", end)};
  dial.data = "Local/2025550128@from-internal/n,25,HhTtrU(confirm)";
  dial.ring = s.pbx.seconds(5, 18);
  dial.confirm = s.pbx.seconds(1, 3);
  return dial;
}

void confirm_accepted(PbxStory& s) {
  PbxDial dial = confirmed(s, End::answers);
  dial.talk = s.pbx.talk();
  s.dial(dial);
}

// The mobile is answered, and nobody presses 1: the inner row is ANSWERED, the outer one BUSY.
void confirm_refused(PbxStory& s) {
  PbxDial dial = confirmed(s, End::silent);
  s.dial(dial);
  PbxRow& inner = s.call.rows[s.call.rows.size() - 2];
  inner.disposition = "ANSWERED";
  inner.answer = inner.end - s.pbx.seconds(3, 4);
  s.call.rows.back().disposition = "BUSY";
  s.missed({"not_answered", "busy", "failed"});
}

void forward(PbxStory& s, const std::string& extension, const std::string& where, bool answers) {
  s.arrive(extension, where);
  s.dst = extension == "188" ? "1" : extension;
  PbxDial dial;
  const std::string number = extension == "188" ? "2025550140" : "2025550142";
  dial.legs = {mobile(number, answers ? End::answers : End::silent)};
  dial.data = "Local/" + number + "@from-internal/n,25,HhTtr";
  dial.ring = s.pbx.seconds(2, 20);
  dial.talk = answers ? s.pbx.talk() : 0;
  s.dial(dial);
  // The mobile's network gave up; the caller, who does it, leaves the same rows.
  if (!answers) s.missed({"not_answered", "abandoned_ringing"});
}

// The telephone answers 302, and the dial goes on with what it named.
void diverted(PbxStory& s) {
  s.arrive("108");
  PbxDial dial;
  dial.data = pbx_dial_data(s.peer("108"), 20);
  dial.legs = {{"108"}};
  dial.ring = s.pbx.below(300);
  s.dial(dial);
  dial.legs = {mobile("2025550141", End::answers)};
  dial.ring = s.pbx.seconds(1, 12);
  dial.talk = s.pbx.talk();
  s.dial(dial);
}

}  // namespace

std::vector<PbxScript> pbx_mobile_scripts() {
  return {
      {"followme-mobile-answers", 8, mobile_answers},
      {"followme-desk-answers", 6, desk_answers},
      {"followme-nobody", 4, nobody},
      {"followme-mobile-voicemail-answers", 2, mobile_mailbox},
      {"followme-confirm-accepted", 4, confirm_accepted},
      {"followme-confirm-refused", 3, confirm_refused},
      {"group-with-mobile-mobile-answers", 5, mobile_answers},
      {"forward-to-trunk-answered", 5,
       [](PbxStory& s) { forward(s, "188", "ext-miscdests", true); }},
      {"forward-to-trunk-nobody", 3,
       [](PbxStory& s) { forward(s, "188", "ext-miscdests", false); }},
      {"pbx-cf-answered", 4, [](PbxStory& s) { forward(s, "109", "ext-local", true); }},
      {"phone-diverts-302-answered", 4, diverted},
  };
}

}  // namespace callwidgets::test
