// Calls that one person hands over to another, or takes from another.
#include "pbx_dials.h"
#include "pbx_scripts.h"

namespace callwidgets::test {
namespace {

using End = PbxLeg::End;

void picked_up_by(PbxStory& s, const std::string& telephone) {
  s.arrive(telephone);
  pbx_answered(s, telephone);
}

// A blind transfer rewrites where the first row says that the call was.
void hand_over(PbxStory& s, const std::string& target) {
  s.outer().dcontext = "from-internal-xfer";
  s.outer().dst = target;
  s.wait(s.pbx.seconds(0, 1));
}

void blind_answered(PbxStory& s) {
  picked_up_by(s, "118");
  hand_over(s, "103");
  pbx_answered(s, "103");
}

void blind_to_nobody(PbxStory& s) {
  picked_up_by(s, "119");
  hand_over(s, "106");
  pbx_rings_out(s, "106");
  s.missed({});  // a person spoke before
  s.tail();
}

void to_mailbox(PbxStory& s) {
  picked_up_by(s, "112");
  hand_over(s, "vmu104");
  s.dst = "vmu104";
  s.machine("VoiceMail", "104@default,u", s.pbx.seconds(2, 60));
}

void out_to_mobile(PbxStory& s) {
  picked_up_by(s, "113");
  hand_over(s, "2025550143");
  s.context = "from-internal-xfer";
  s.dst = "2025550143";
  PbxDial dial;
  dial.data = s.mobile("2025550143") + ",30,T";
  dial.legs = {{s.pbx.settings.trunks[0], End::answers}};
  dial.ring = s.pbx.seconds(2, 12);
  dial.talk = s.pbx.talk();
  s.dial(dial);
}

// The moments of a consultation: the other telephone rings, its owner is asked, and what comes
// then.
struct Consultation {
  explicit Consultation(PbxStory& s)
      : from(s.now), answered(from + s.pbx.seconds(1, 6)), over(answered + s.pbx.seconds(1, 20)) {}
  std::int64_t from, answered, over;
};

// By feature code: the transferer reaches his colleague through a Local channel.
void attended_by_code(PbxStory& s, bool joined) {
  const std::string self = joined ? "114" : "115";
  picked_up_by(s, self);
  const std::size_t first = s.call.rows.size() - 1;
  const long talked = s.call.rows[first].billsec();
  const Consultation consultation(s);
  PbxChannel desk = s.pbx.channel(self, s.now);
  desk.name = s.call.rows[first].dstchannel;
  desk.up = desk.made;
  auto [one, two] = s.pbx.local("104", "from-internal-xfer", s.now);
  const std::int64_t after = joined ? s.pbx.talk() : s.pbx.seconds(2, 60);
  const std::int64_t end = consultation.over + after;
  two.up = consultation.answered;
  one.up = one.made;
  s.now = joined ? end : consultation.over;
  const std::string outer = s.context;
  s.dst = "104";
  s.row(two, s.pbx.channel("104", consultation.from).name, "Dial", pbx_dial_data(s.peer("104"), 20),
        "ANSWERED", consultation.from, s.now);
  s.context = "from-internal";
  s.dst.clear();
  s.row(desk, one.name, "AppDial", "(Outgoing Line)", "ANSWERED", consultation.from,
        consultation.over);
  s.now = end;
  if (joined) {
    s.context = "from-internal-xfer";
    s.dst = "104";
    one.has_row = true;  // its row begins when it is joined to the caller
    s.row(one, "", "", "", "ANSWERED", consultation.over, end);
    s.context = outer;
    s.dst = self;
    const PbxRow& last = s.row(s.origin, one.name, "Dial", s.call.rows[first].lastdata, "ANSWERED",
                               consultation.from, end);
    const long more = last.billsec();
    s.call.talk += after;
    return s.bounds(talked + static_cast<long>(after / 1000) - 1, talked + more + 1);
  }
  s.row(desk, "", "AppDial", "(Outgoing Line)", "ANSWERED", consultation.over, end);
  s.call.rows[first].end = end;  // the caller's own row goes on all the while
  const long least = s.call.least;
  s.call.talk += after;
  s.bounds(least, s.call.rows[first].billsec());
}

// By REFER with Replaces: the telephone makes a second call, an internal one with its own rows, and
// joins the two, perhaps while the other still rings.
void attended_by_telephone(PbxStory& s, bool ringing) {
  picked_up_by(s, "110");
  const Consultation consultation(s);
  const std::int64_t joined = ringing ? consultation.from + s.pbx.seconds(0, 1) : consultation.over;
  PbxStory own(s.pbx, "helper-consultation-call-of-sip-attended-transfer", consultation.from);
  own.own("110", ringing ? "110" : "103", "ext-local", "110");
  const PbxChannel far = s.pbx.channel("103", consultation.from);
  if (!ringing) own.origin.up = consultation.answered;
  own.row(own.origin, far.name, "Dial", pbx_dial_data(s.peer("103"), 20),
          ringing ? "NO ANSWER" : "ANSWERED", consultation.from, joined);
  own.now = joined;
  own.call.answered = !ringing;
  PbxRow& first = s.outer();
  s.call.talk += joined - first.end;
  first.end = joined;  // the caller holds meanwhile
  s.bounds(first.billsec(), first.billsec());
  const std::int64_t rings_on = ringing ? s.pbx.seconds(0, 4) : 0, talk = s.pbx.talk();
  const std::string data = ringing ? pbx_dial_data(s.peer("103"), 20) : first.lastdata;
  const long least = first.billsec() + (ringing ? 0 : static_cast<long>(talk / 1000));
  s.now = joined + rings_on + talk;
  const PbxRow& second = s.row(s.origin, far.name, "Dial", data, "ANSWERED", joined, s.now);
  s.call.talk += talk;
  s.bounds(least, s.outer().billsec() + second.billsec() + 1);
  s.beside(std::move(own));
}

// A colleague takes the call that rings elsewhere: the first row names the wrong telephone.
void picked_up_elsewhere(PbxStory& s) {
  s.arrive("107");
  const std::string data = pbx_dial_data(s.peer("107"), 20);
  const std::int64_t from = s.now, ring = s.pbx.seconds(1, 12), talk = s.pbx.talk();
  const bool by_group = s.call.scenario == "pickup-by-colleague-group";
  const bool unlucky = by_group && s.pbx.chance(60);
  const std::int64_t until = unlucky ? from + 200 : from + ring;
  s.origin.up = from + ring;
  s.row(s.origin, s.pbx.channel("107", from).name, "Dial", data, unlucky ? "NO ANSWER" : "ANSWERED",
        from, until);
  s.now = from + ring + talk;
  s.row(s.origin, s.pbx.channel("108", from + ring).name, "Dial", data, "ANSWERED", from + ring,
        s.now);
  s.call.answered = true;
  s.call.talk = talk;
  s.bounds(static_cast<long>(talk / 1000), static_cast<long>(talk / 1000));
}

}  // namespace

std::vector<PbxScript> pbx_transfer_scripts() {
  return {
      {"blind-transfer-refer-answered", 6, blind_answered},
      {"blind-transfer-refer-nobody-no-voicemail", 4, blind_to_nobody},
      {"blind-transfer-code-answered", 4, blind_answered},
      {"transfer-to-voicemail", 4, to_mailbox},
      {"transfer-out-to-mobile", 4, out_to_mobile},
      {"attended-transfer-code-answered", 4, [](PbxStory& s) { attended_by_code(s, true); }},
      {"attended-transfer-code-refused-back", 3, [](PbxStory& s) { attended_by_code(s, false); }},
      {"attended-transfer-sip-replaces", 4, [](PbxStory& s) { attended_by_telephone(s, false); }},
      {"attended-transfer-sip-while-ringing", 3,
       [](PbxStory& s) { attended_by_telephone(s, true); }},
      {"pickup-by-colleague-directed", 4, picked_up_elsewhere},
      {"pickup-by-colleague-group", 4, picked_up_elsewhere},
  };
}

}  // namespace callwidgets::test
