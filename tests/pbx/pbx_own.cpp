// The house's own calls: internal, outbound, click-to-dial. None of them is a call of a customer.
#include "pbx_dials.h"
#include "pbx_scripts.h"

namespace callwidgets::test {
namespace {

using End = PbxLeg::End;

void internal(PbxStory& s, bool answers) {
  const std::string target = pbx_extension(s.pbx, 111, 119);
  s.own("101", target, "ext-local", "101");
  answers ? pbx_answered(s, target) : pbx_rings_out(s, target);
}

void internal_to_mailbox(PbxStory& s) {
  s.own("101", "vmu104", "ext-local", "101");
  s.machine("VoiceMail", "104@default,u", s.pbx.seconds(1, 30));
}

void internal_to_queue(PbxStory& s) {
  s.own("101", "701", "ext-queues", "101");
  s.pick_up();
  s.dial({"Queue", "701,t,,,300", {{"122"}}, 4010, 0, 0});
  s.wait(1000);
  s.dial({"Queue", "701,t,,,300", {{"121", End::answers}}, s.pbx.seconds(1, 8), s.pbx.talk(), 0});
}

void feature_code(PbxStory& s) {
  s.own("104", "*97", "from-internal", "104");
  s.machine("VoiceMailMain", "104@default", s.pbx.seconds(5, 60));
}

void outbound(PbxStory& s, End end) {
  const std::string number = "20255501" + std::to_string(50 + s.pbx.below(50));
  s.own("102", number, "from-internal", kPbxCompany);
  s.call.left_out = "outbound";
  PbxDial dial;
  dial.data = s.mobile(number) + ",30,T";
  dial.legs = {{s.pbx.settings.trunks[0], end}};
  dial.ring = end == End::silent || end == End::answers ? s.pbx.seconds(3, 28) : s.pbx.below(900);
  dial.talk = end == End::answers ? s.pbx.talk() : 0;
  s.dial(dial);
  if (!s.pbx.settings.did) return;
  for (PbxRow& row : s.call.rows) row.outbound_cnum = kPbxCompany;
}

// The customer whom we called goes on without the telephone that called him.
void outbound_then(PbxStory& s, bool conference) {
  outbound(s, End::answers);
  const std::string customer = s.call.rows.front().dst;
  PbxChannel far = s.pbx.channel(s.pbx.settings.trunks[0], s.call.rows.front().start);
  far.name = s.call.rows.front().dstchannel;
  far.up = far.made;
  far.has_row = true;
  s.shown = customer;
  s.context = conference ? "ext-meetme" : "ext-local";
  s.dst = conference ? "8000" : "103";
  const std::int64_t from = s.now + 200, to = from + s.pbx.seconds(1, 6) + s.pbx.talk();
  if (conference) {
    s.row(far, "", "ConfBridge", "8000,b,u", "ANSWERED", from, to);
  } else {
    s.row(far, s.pbx.channel("103", from).name, "Dial", pbx_dial_data(s.peer("103"), 20),
          "ANSWERED", from, to);
  }
  if (conference) s.call.rows.back().cnum.clear();
}

void click_to_dial(PbxStory& s) {
  outbound(s, End::answers);
  s.call.caller = "103";
}

void click_to_dial_nobody(PbxStory& s) {
  s.own("103", "2025550161", "from-internal", kPbxCompany);
  s.call.left_out = "outbound";
}

void click_to_dial_local(PbxStory& s) {
  auto [one, two] = s.pbx.local("103", "from-internal", s.now);
  s.origin = one;
  s.call.id = one.uniqueid;
  s.call.left_out = "outbound";
  s.call.caller = "103";
  s.shown = kPbxCompany;
  s.context = "from-internal";
  s.dst = "2025550162";
  const std::int64_t ring = s.pbx.seconds(1, 6), end = s.now + ring + s.pbx.talk();
  s.origin.up = two.up = s.now + ring;
  PbxChannel far = s.pbx.channel(s.pbx.settings.trunks[0], s.now);
  s.row(s.origin, far.name, "Dial", s.mobile("2025550162") + ",30,T", "ANSWERED", s.now, end);
  s.shown = "103";
  s.context = "ext-local";
  s.dst = "103";
  s.row(two, s.pbx.channel("103", s.now).name, "Dial", pbx_dial_data(s.peer("103"), 20), "ANSWERED",
        s.now, end);
  s.now = end;
}

// The customer is rung first, so that his channel begins the call: only that no row has a DID
// tells.
void click_to_dial_customer_first(PbxStory& s) {
  s.arrive("100");
  s.call.inbound = false;
  s.call.left_out = "outbound";
  s.call.called.clear();
  s.call.caller = "103";
  s.shown = kPbxCompany;
  pbx_answered(s, "103");
  if (s.pbx.settings.did) s.call.rows.back().cnum = s.call.rows.back().cnam = kPbxCompany;
  if (!s.pbx.settings.did) {
    s.undecided("click-to-dial with the customer first, in a table without did");
  }
}

// A scanner that found the SIP port: it comes on no trunk.
void scanner(PbxStory& s) {
  s.own("anonymous", "s", "from-sip-external", "1001");
  s.call.left_out = "not on a trunk";
  s.machine("Hangup", "", s.pbx.seconds(5, 12));
}

}  // namespace

std::vector<PbxScript> pbx_own_scripts() {
  return {
      {"internal-answered", 15, [](PbxStory& s) { internal(s, true); }},
      {"internal-nobody", 8, [](PbxStory& s) { internal(s, false); }},
      {"internal-to-voicemail", 3, internal_to_mailbox},
      {"internal-to-queue", 3, internal_to_queue},
      {"own-feature-code", 2, feature_code},
      {"own-scanner", 2, scanner},  // both after a07 of tests/call_tables
      {"outbound-answered", 25, [](PbxStory& s) { outbound(s, End::answers); }},
      {"outbound-nobody", 8, [](PbxStory& s) { outbound(s, End::silent); }},
      {"outbound-busy", 3, [](PbxStory& s) { outbound(s, End::busy); }},
      {"outbound-congestion", 2, [](PbxStory& s) { outbound(s, End::congested); }},
      {"outbound-then-transferred-to-colleague", 4, [](PbxStory& s) { outbound_then(s, false); }},
      {"outbound-conference", 2, [](PbxStory& s) { outbound_then(s, true); }},
      {"click-to-dial-answered", 4, click_to_dial},
      {"click-to-dial-desk-nobody", 1, click_to_dial_nobody},
      {"click-to-dial-local", 3, click_to_dial_local},
      {"click-to-dial-customer-first", 3, click_to_dial_customer_first},
  };
}

}  // namespace callwidgets::test
