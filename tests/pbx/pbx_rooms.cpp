// Calls into a conference room, and calls that are parked.
#include "pbx_dials.h"
#include "pbx_scripts.h"

namespace callwidgets::test {
namespace {

const char* kRoom = "8000,b,u";

void enter(PbxStory& s) {
  s.arrive("191", "ext-meetme");
  s.dst = "8000";
  s.pick_up();
}

// The row of a caller who is alone, or whom a colleague's row names, has no length.
void caller_row(PbxStory& s) {
  s.row(s.origin, "", "ConfBridge", kRoom, "ANSWERED", s.now, s.origin.made + 200);
}

// A row of the colleague's channel: it names the caller, his number and the number that he called.
void colleague_row(PbxStory& colleague, const PbxStory& caller, std::int64_t from,
                   std::int64_t to) {
  PbxRow& row = colleague.row(colleague.origin, caller.origin.name, "ConfBridge", kRoom, "ANSWERED",
                              from, to);
  if (!colleague.pbx.settings.did) return;
  row.did = caller.call.called;
  row.cnum = caller.shown;
}

PbxStory colleague_before(PbxStory& s) {
  PbxStory colleague(s.pbx, "helper-colleague-enters-conference", s.now);
  colleague.own("103", "8000", "ext-meetme", "103");
  colleague.pick_up();
  colleague.call.answered = true;
  s.now += s.pbx.seconds(1, 20);
  s.call.start = s.now / 1000;
  return colleague;
}

void alone(PbxStory& s) {
  enter(s);
  caller_row(s);
  s.wait(s.pbx.seconds(3, 120));
  s.missed({"not_answered", "abandoned_in_menu", "abandoned_in_queue"});
}

void with_colleague(PbxStory& s) {
  PbxStory colleague = colleague_before(s);
  enter(s);
  const std::int64_t joined = s.now, talk = s.pbx.talk() + 500;
  caller_row(s);
  s.now = joined + talk;
  colleague_row(colleague, s, joined, s.now);
  colleague.now = s.now;
  if (s.pbx.chance(50)) {  // he stays for a moment, in a row with himself
    colleague.now += s.pbx.seconds(1, 5);
    colleague.row(colleague.origin, colleague.origin.name, "ConfBridge", kRoom, "ANSWERED", s.now,
                  colleague.now);
  }
  s.call.answered = true;
  s.call.talk = talk;
  s.bounds(0, colleague.call.rows.front().billsec() + 1);
  s.beside(std::move(colleague));
}

void two_callers(PbxStory& s) {
  PbxStory colleague = colleague_before(s);
  enter(s);
  const std::int64_t joined = s.now;
  PbxStory second(s.pbx, "conference-two-inbound-callers-second", joined + s.pbx.seconds(2, 30));
  enter(second);
  const std::int64_t second_joined = second.now;
  second.now += s.pbx.talk() + 500;
  s.now = second.now + s.pbx.seconds(1, 60);
  s.row(s.origin, second.origin.name, "ConfBridge", kRoom, "ANSWERED", joined, second.now);
  caller_row(second);
  colleague_row(colleague, s, joined, s.now);
  colleague_row(colleague, second, joined, second.now);
  colleague.now = s.now;
  s.call.answered = second.call.answered = true;
  s.call.talk = s.now - joined;
  second.call.talk = second.now - second_joined;
  s.bounds(0, colleague.call.rows[0].billsec() + 1);
  second.bounds(0, colleague.call.rows[1].billsec() + 1);
  s.beside(std::move(second));
  s.beside(std::move(colleague));
}

void park(PbxStory& s, std::int64_t milliseconds) {
  s.machine("Park", "default:7" + std::to_string(1 + s.pbx.below(9)), milliseconds);
}

void parked(PbxStory& s) {
  s.arrive("107");
  pbx_answered(s, "107");
  park(s, s.pbx.seconds(2, 30));
  const std::string data = s.call.rows.front().lastdata;
  PbxChannel colleague = s.pbx.channel("103", s.now - 100);
  const std::string shown = s.shown;
  s.shown = "103";
  s.context = "from-internal";
  s.dst = "73";
  colleague.up = colleague.made;
  s.row(colleague, "", "ParkedCall", "default,73", "ANSWERED", s.now - 100, s.now);
  s.shown = shown;
  s.context = "ext-local";
  s.dst = "107";
  const std::int64_t from = s.now, talk = s.pbx.talk();
  const long before = s.call.least, more = static_cast<long>(talk / 1000);
  s.now += talk;
  s.row(s.origin, colleague.name, "Dial", data, "ANSWERED", from, s.now);
  s.call.talk += talk;
  s.bounds(before + more, before + more + 1);
}

// Nobody fetches the caller: the telephone that parked him rings again, and parks him again.
void parked_in_vain(PbxStory& s) {
  s.arrive("107");
  pbx_answered(s, "107");
  park(s, 45000);
  s.context = "park-dial";
  PbxDial again;
  again.data = s.peer("107") + ",30";
  again.legs = {{"107", PbxLeg::End::answers}};
  again.ring = s.pbx.seconds(1, 20);
  again.talk = s.pbx.seconds(2, 60);
  s.dst = s.pbx.settings.technology + "_107";
  s.dial(again);
  park(s, 45000);
  again.legs = {{"107"}};
  again.ring = s.pbx.below(900);
  again.talk = 0;
  s.dial(again);
}

}  // namespace

std::vector<PbxScript> pbx_room_scripts() {
  return {
      {"conference-inbound-alone", 3, alone},
      {"conference-inbound-with-person", 5, with_colleague},
      {"conference-two-inbound-callers", 3, two_callers},
      {"park-and-pickup", 4, parked},
      {"park-timeout-returns", 2, parked_in_vain},
  };
}

}  // namespace callwidgets::test
