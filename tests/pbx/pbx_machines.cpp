// Calls that a machine takes: menus, announcements, a fax, the blacklist.
#include "pbx_dials.h"
#include "pbx_scripts.h"

namespace callwidgets::test {
namespace {

void menu(PbxStory& s) {
  s.arrive("151", "ivr-1");
  s.pick_up();
  s.wait(s.pbx.seconds(2, 20));
}

void hangs_up_in_menu(PbxStory& s) {
  s.arrive("151", "ivr-1");
  s.dst = "s";
  s.machine("BackGround", "ivr-main", s.pbx.seconds(1, 30));
  s.missed({"abandoned_in_menu"});
}

void chooses_nothing(PbxStory& s) {
  s.arrive("151", "ivr-1");
  s.dst = "t";
  s.machine("Hangup", "", s.pbx.seconds(8, 30));
  s.missed({"abandoned_in_menu"});
}

void menu_then_telephone(PbxStory& s) {
  menu(s);
  s.context = "ext-local";
  if (s.call.scenario == "ivr-then-extension-answered") return pbx_answered(s, "105");
  if (s.call.scenario == "ivr-then-extension-caller-gives-up") return pbx_gives_up(s, "105");
  pbx_rings_out(s, "105");
  s.tail();
}

void menu_then_group(PbxStory& s) {
  menu(s);
  s.context = "ext-group";
  s.dst = "600";
  PbxDial dial;
  dial.legs = pbx_group({"131", "132", "133"}, 1);
  dial.data = pbx_dial_data(pbx_group_peers(s, dial.legs, ""), 15);
  dial.ring = s.pbx.seconds(1, 12);
  dial.talk = s.pbx.talk();
  s.dial(dial);
}

// Nothing but its name tells that it is the message for out of hours.
void announcement(PbxStory& s) {
  s.arrive("154", "app-announcement-1");
  s.dst = "s";
  s.machine("Hangup", "", s.pbx.seconds(2, 25));
  s.missed({"out_of_hours", "abandoned_in_menu"});
}

void fax(PbxStory& s) {
  s.arrive("190", "ext-fax");
  s.dst = "s";
  s.machine("Hangup", "", s.pbx.seconds(8, 90));
  s.missed({"fax"});
}

// A number of the trunk that is nobody's: only that no row has a DID tells.
void nobodys_number(PbxStory& s) {
  s.arrive("199", "from-trunk-sip-" + s.pbx.settings.trunks[0]);
  s.call.inbound = false;
  s.call.left_out = "no number of the business";
  s.call.called.clear();
  s.dst = "441632961999";
  PbxRow& row = s.machine("Hangup", "", s.pbx.seconds(3, 9));
  row.did.clear();
  row.cnum.clear();
  row.cnam.clear();
  if (!s.pbx.settings.did) s.undecided("a number that is nobody's, in a table without did");
}

void blacklisted(PbxStory& s) {
  s.arrive("199", "app-blackhole");
  s.dst = "hangup";
  s.machine("Hangup", "", s.pbx.seconds(3, 12));
  s.call.inbound = false;
  s.call.left_out = "blacklisted caller";
}

void early_media(PbxStory& s) {
  s.arrive("156", "ivr-1");
  s.missed({"abandoned_in_menu"});
}

}  // namespace

std::vector<PbxScript> pbx_machine_scripts() {
  return {
      {"ivr-hangup-in-menu", 15, hangs_up_in_menu},
      {"ivr-timeout", 4, chooses_nothing},
      {"ivr-noanswer-early-media", 1, early_media},
      {"ivr-then-extension-answered", 25, menu_then_telephone},
      {"ivr-then-extension-nobody", 8, menu_then_telephone},
      {"ivr-then-extension-caller-gives-up", 8, menu_then_telephone},
      {"ivr-wrong-key-then-group-answered", 5, menu_then_group},
      {"announcement-closed", 8, announcement},
      {"fax-received", 3, fax},
      {"unknown-did-noservice", 2, nobodys_number},
      {"own-blacklisted", 2, blacklisted},  // after a07 of tests/call_tables
  };
}

}  // namespace callwidgets::test
