// Calls to a group: its telephones ring at once, or one after the other.
#include "pbx_dials.h"
#include "pbx_scripts.h"

namespace callwidgets::test {
namespace {

using End = PbxLeg::End;
using Kind = PbxLeg::Kind;

PbxDial group(PbxStory& s, std::vector<PbxLeg> legs, long seconds) {
  s.arrive("160", "ext-group");
  s.dst = "600";
  PbxDial dial;
  dial.data = pbx_dial_data(pbx_group_peers(s, legs, ""), seconds);
  dial.legs = std::move(legs);
  return dial;
}

const std::vector<std::string>& members() {
  static const std::vector<std::string> three = {"131", "132", "133"};
  return three;
}

void answered(PbxStory& s, const std::vector<int>& busy) {
  const int who = busy.empty() ? static_cast<int>(s.pbx.below(3)) : 1;
  PbxDial dial = group(s, pbx_group(members(), who, busy), 20);
  dial.ring = s.pbx.seconds(1, 18);
  dial.talk = s.pbx.talk();
  s.dial(dial);
}

void nobody(PbxStory& s) {
  PbxDial dial = group(s, pbx_group(members(), -1), 20);
  dial.ring = 20000 + s.pbx.below(30);
  s.dial(dial);
  s.missed({"not_answered"});
  s.tail();
}

void gives_up(PbxStory& s) {
  PbxDial dial = group(s, pbx_group(members(), -1), 20);
  dial.ring = pbx_part_of(s.pbx, 20);
  s.dial(dial);
  s.missed({"abandoned_ringing"});
}

void hunt(PbxStory& s, bool somebody) {
  s.arrive("163", "ext-group");
  s.dst = "603";
  const long who = somebody ? s.pbx.chance(70) ? 1 : 2 : 3;
  for (long i = 0; i < 3 && i <= who; ++i) {
    PbxDial dial;
    dial.legs = {{members()[static_cast<std::size_t>(i)], i == who ? End::answers : End::silent}};
    dial.data = pbx_dial_data(s.peer(dial.legs[0].number), 10, "HhTtr");
    dial.ring = i == who ? s.pbx.seconds(1, 8) : 10000 + s.pbx.below(30);
    dial.talk = i == who ? s.pbx.talk() : 0;
    s.dial(dial);
  }
  if (somebody) return;
  s.missed({"not_answered"});
  s.tail();
}

std::vector<PbxLeg> locals(const std::string& context, int answering) {
  std::vector<PbxLeg> legs = pbx_group({"132", "133"}, answering);
  for (PbxLeg& leg : legs) {
    leg.kind = Kind::local;
    leg.context = context;
  }
  return legs;
}

void local_members(PbxStory& s, bool somebody) {
  PbxDial dial = group(s, locals("from-queue", somebody ? 0 : -1), 15);
  dial.ring = somebody ? s.pbx.seconds(1, 12) : 15000 + s.pbx.below(30);
  dial.talk = somebody ? s.pbx.talk() : 0;
  s.dial(dial);
  if (somebody) return;
  s.missed({"not_answered"});
  s.tail();
}

// The Local channels vanish as soon as both ends are bridged: the talk stands in a row of its own.
void optimised_away(PbxStory& s) {
  PbxDial dial = group(s, locals("lopt", 0), 15);
  dial.ring = s.pbx.seconds(1, 12);
  dial.talk = 300;
  s.dial(dial);
  const std::int64_t from = s.now, talk = s.pbx.talk();
  s.wait(talk);
  const PbxChannel far = s.pbx.channel("132", from);
  s.row(s.origin, far.name, "Dial", dial.data, "ANSWERED", from, s.now);
  s.call.talk += talk;
  s.bounds(static_cast<long>(talk / 1000), static_cast<long>(talk / 1000) + 1);
}

}  // namespace

std::vector<PbxScript> pbx_group_scripts() {
  return {
      {"group-of-three-one-answers", 25, [](PbxStory& s) { answered(s, {}); }},
      {"group-of-three-one-busy-one-answers", 6,
       [](PbxStory& s) {
         answered(s, {0, 2});
       }},
      {"group-nobody", 8, nobody},
      {"group-caller-gives-up", 8, gives_up},
      {"hunt-second-answers", 8, [](PbxStory& s) { hunt(s, true); }},
      {"hunt-nobody", 4, [](PbxStory& s) { hunt(s, false); }},
      {"local-without-n-group-answered", 4, [](PbxStory& s) { local_members(s, true); }},
      {"local-without-n-group-nobody", 3, [](PbxStory& s) { local_members(s, false); }},
      {"local-optimised-away-answered", 4, optimised_away},
  };
}

}  // namespace callwidgets::test
