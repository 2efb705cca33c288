// Calls that end in a mailbox.
#include "pbx_dials.h"
#include "pbx_scripts.h"

namespace callwidgets::test {
namespace {

using End = PbxLeg::End;

// A message is left, or the caller hangs up in the greeting.
void mailbox(PbxStory& s, const std::string& number, const std::string& greeting) {
  const bool message = s.pbx.chance(60);
  s.machine("VoiceMail", number + "@default," + greeting,
            message ? s.pbx.seconds(6, 90) : s.pbx.seconds(0, 8));
  s.missed({"voicemail"});
}

void direct(PbxStory& s) {
  s.arrive("180");
  s.dst = "vmu104";
  mailbox(s, "104", "u");
}

void after_nobody(PbxStory& s) {
  s.arrive("101");
  pbx_rings_out(s, "101");
  mailbox(s, "101", "u");
}

void after_busy(PbxStory& s) {
  s.arrive("101");
  pbx_refused(s, "101", End::busy);
  mailbox(s, "101", "b");
}

void after_group(PbxStory& s) {
  s.arrive("161", "ext-group");
  s.dst = "601";
  PbxDial dial;
  dial.legs = pbx_group({"131", "132", "133"}, -1);
  dial.data = pbx_dial_data(pbx_group_peers(s, dial.legs, ""), 20, "HhTtr");
  dial.ring = 20010;
  s.dial(dial);
  mailbox(s, "104", "u");
}

// A member of the group is a Local channel, at whose end a mailbox picks up.
void of_a_member(PbxStory& s) {
  const bool kept = s.call.scenario == "group-member-voicemail-answers";
  s.arrive(kept ? "164" : "166", "ext-group");
  s.dst = kept ? "604" : "606";
  PbxDial dial;
  dial.legs = {{"131"}, {"101", End::mailbox, PbxLeg::Kind::local, "from-internal"}};
  dial.data = pbx_dial_data(pbx_group_peers(s, dial.legs, kept ? "/n" : ""), 30, "HhTtr");
  dial.ring = s.pbx.seconds(8, 15);
  dial.talk = s.pbx.seconds(3, 60);
  s.dial(dial);
  s.missed({"voicemail"});
}

void of_an_agent(PbxStory& s) {
  s.arrive("176", "ext-queues");
  s.dst = "706";
  s.pick_up();
  s.wait(s.pbx.seconds(0, 2));
  PbxDial dial;
  dial.app = "Queue";
  dial.data = "706,t,,,60";
  dial.legs = {{"101", End::mailbox, PbxLeg::Kind::local, "from-internal"}};
  dial.ring = s.pbx.seconds(8, 15);
  dial.talk = s.pbx.seconds(3, 60);
  s.dial(dial);
  s.missed({"voicemail"});
}

// The telephone forwards to itself, twice, and the mailbox of the second forward picks up. The last
// row of the caller's channel looks like that of a person.
void forward_loop(PbxStory& s) {
  s.arrive("101");
  const std::string data = pbx_dial_data(s.peer("101"), 15, "");
  PbxDial first;
  first.data = data;
  first.legs = {{"101"}};
  first.ring = s.pbx.seconds(2, 4);
  s.dial(first);
  const std::int64_t once = s.now, twice = once + s.pbx.seconds(1, 2);
  const std::int64_t box = twice + s.pbx.seconds(3, 9), end = box + s.pbx.seconds(3, 60);
  auto [d1, d2] = s.pbx.local("101", "from-internal", once);
  auto [e1, e2] = s.pbx.local("101", "from-internal", twice);
  s.row(d2, s.pbx.channel("101", once).name, "Dial", data, "NO ANSWER", once, twice);
  s.origin.up = d2.up = e2.up = box;
  s.row(s.origin, d1.name, "Dial", data, "ANSWERED", once, box);
  s.row(e2, s.pbx.channel("101", twice).name, "Dial", data, "BUSY", twice, box);
  s.row(d2, e1.name, "Dial", data, "ANSWERED", twice, box);
  s.row(e2, "", "VoiceMail", "101@default,b", "ANSWERED", box, end);
  e1.has_row = true;
  e1.up = box;
  s.row(e1, d1.name, "AppDial", "(Outgoing Line)", "ANSWERED", box, box);
  s.row(s.origin, e1.name, "Dial", data, "ANSWERED", box, end);
  s.now = end;
  s.missed({"voicemail"});
}

}  // namespace

std::vector<PbxScript> pbx_mailbox_scripts() {
  return {
      {"voicemail-direct-message", 4, direct},
      {"voicemail-direct-hangup-in-greeting", 3, direct},
      {"ext-nobody-then-voicemail-message", 12, after_nobody},
      {"ext-nobody-then-voicemail-hangup", 8, after_nobody},
      {"ext-busy-then-voicemail", 6, after_busy},
      {"group-then-voicemail", 6, after_group},
      {"group-member-voicemail-answers", 4, of_a_member},
      {"local-without-n-group-voicemail-answers", 2, of_a_member},
      {"queue-member-voicemail-answers", 4, of_an_agent},
      {"own-forward-loop-ends-in-voicemail", 3, forward_loop},  // after a03 of tests/call_tables
  };
}

}  // namespace callwidgets::test
