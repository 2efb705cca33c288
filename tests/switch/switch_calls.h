// Random calls through a FreeSWITCH: what its channels live through, and what really happened.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace callwidgets::test {

// One channel, as it is when it ends. Times are seconds since 1970; 0: it never happened.
struct SwitchLeg {
  std::string id, made_by, agent_of, direction, bridged_to;
  std::string caller, destination, cause, last_app, last_arg, hung_up_by;
  bool second = false;  // it was called, and did not call
  std::int64_t start = 0, answer = 0, end = 0;
  std::string menu, group, queue, cancel_reason;
  std::int64_t joined = 0, agent_came = 0, queue_left = 0, queue_done = 0;
};

struct SwitchCall {
  std::vector<SwitchLeg> legs;  // the first is the caller's
  bool inbound = false;
  bool answered = false;  // by a person
  int talk = 0;           // seconds with people
  std::string reason;     // of a missed one; `a or b` where the desk would take either

  // What some tables don't tell.
  bool machine_first = false;         // something answered before anybody was rung
  bool mailbox_after_person = false;  // who picked up sent the caller to a mailbox
  bool played_ringing = false;        // a line that plays while it rings, behind such a machine
  bool passed_on = false;             // to a telephone that rang
  bool held = false;                  // he waited while a colleague was asked
  bool in_queue = false;
  bool in_mailbox = false;
  bool rang = false;  // a telephone was
};

// The same for the same seed.
std::vector<SwitchCall> switch_calls(unsigned seed, std::size_t count);

// The rows of a table, and its column names.
struct SwitchTable {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

// v_xml_cdr, with the legs that were called or without.
SwitchTable fusionpbx_table(const std::vector<SwitchCall>& calls, bool second_legs);
// mod_cdr_csv by its templates `example` and `asterisk`, callers' legs; times are UTC.
SwitchTable freeswitch_table(const std::vector<SwitchCall>& calls);
SwitchTable freeswitch_asterisk_table(const std::vector<SwitchCall>& calls);

}  // namespace callwidgets::test
