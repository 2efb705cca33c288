// The rows that FusionPBX and mod_cdr_csv write of a switch's calls.
#include "switch_calls.h"

#include <ctime>
#include <functional>
#include <utility>

namespace callwidgets::test {
namespace {

std::string number(std::int64_t value) { return std::to_string(value); }
// Empty where it never happened.
std::string epoch(std::int64_t value) { return value == 0 ? std::string{} : number(value); }

std::string stamp(std::int64_t value) {
  if (value == 0) return {};
  const auto seconds = static_cast<std::time_t>(value);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::string text(20, '\0');
  text.resize(std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M:%S", &parts));
  return text;
}

std::string duration(const SwitchLeg& leg) { return number(leg.end - leg.start); }
std::string billsec(const SwitchLeg& leg) {
  return number(leg.answer == 0 ? 0 : leg.end - leg.answer);
}

struct Column {
  const char* name;
  std::function<std::string(const SwitchLeg&)> value;
};

SwitchTable table_of(const std::vector<SwitchCall>& calls, bool second_legs,
                     const std::vector<Column>& columns) {
  SwitchTable table;
  for (const Column& column : columns) table.columns.emplace_back(column.name);
  for (const SwitchCall& call : calls) {
    for (const SwitchLeg& leg : call.legs) {
      if (leg.second && !second_legs) continue;
      auto& row = table.rows.emplace_back();
      for (const Column& column : columns) row.push_back(column.value(leg));
    }
  }
  return table;
}

std::string context(const SwitchLeg& leg) {
  return leg.direction == "inbound" ? "public" : "default";
}

}  // namespace

SwitchTable fusionpbx_table(const std::vector<SwitchCall>& calls, bool second_legs) {
  using Leg = SwitchLeg;
  return table_of(
      calls, second_legs,
      {
          {"xml_cdr_uuid", [](const Leg& leg) { return leg.id; }},
          {"direction", [](const Leg& leg) { return leg.direction; }},
          {"leg", [](const Leg& leg) { return leg.second ? "b" : "a"; }},
          {"originating_leg_uuid", [](const Leg& leg) { return leg.made_by; }},
          {"bridge_uuid", [](const Leg& leg) { return leg.bridged_to; }},
          {"caller_id_number", [](const Leg& leg) { return leg.caller; }},
          {"destination_number", [](const Leg& leg) { return leg.destination; }},
          {"start_epoch", [](const Leg& leg) { return number(leg.start); }},
          {"answer_epoch", [](const Leg& leg) { return number(leg.answer); }},
          {"end_epoch", [](const Leg& leg) { return number(leg.end); }},
          {"duration", duration},
          {"billsec", billsec},
          {"hangup_cause", [](const Leg& leg) { return leg.cause; }},
          {"last_app", [](const Leg& leg) { return leg.last_app; }},
          {"last_arg", [](const Leg& leg) { return leg.last_arg; }},
          {"sip_hangup_disposition", [](const Leg& leg) { return leg.hung_up_by; }},
          {"ivr_menu_uuid", [](const Leg& leg) { return leg.menu; }},
          {"ring_group_uuid", [](const Leg& leg) { return leg.group; }},
          {"cc_queue", [](const Leg& leg) { return leg.queue; }},
          {"cc_side",
           [](const Leg& leg) {
             return !leg.agent_of.empty() ? "agent" : leg.queue.empty() ? "" : "member";
           }},
          {"cc_member_session_uuid", [](const Leg& leg) { return leg.agent_of; }},
          {"cc_queue_joined_epoch", [](const Leg& leg) { return epoch(leg.joined); }},
          {"cc_queue_answered_epoch", [](const Leg& leg) { return epoch(leg.agent_came); }},
          {"cc_queue_canceled_epoch", [](const Leg& leg) { return epoch(leg.queue_left); }},
          {"cc_queue_terminated_epoch", [](const Leg& leg) { return epoch(leg.queue_done); }},
          {"cc_cancel_reason", [](const Leg& leg) { return leg.cancel_reason; }},
      });
}

SwitchTable freeswitch_table(const std::vector<SwitchCall>& calls) {
  using Leg = SwitchLeg;
  return table_of(calls, false,
                  {
                      {"caller_id_name", [](const Leg&) { return "A"; }},
                      {"caller_id_number", [](const Leg& leg) { return leg.caller; }},
                      {"destination_number", [](const Leg& leg) { return leg.destination; }},
                      {"context", context},
                      {"start_stamp", [](const Leg& leg) { return stamp(leg.start); }},
                      {"answer_stamp", [](const Leg& leg) { return stamp(leg.answer); }},
                      {"end_stamp", [](const Leg& leg) { return stamp(leg.end); }},
                      {"duration", duration},
                      {"billsec", billsec},
                      {"hangup_cause", [](const Leg& leg) { return leg.cause; }},
                      {"uuid", [](const Leg& leg) { return leg.id; }},
                      {"bleg_uuid", [](const Leg& leg) { return leg.bridged_to; }},
                      {"accountcode", [](const Leg&) { return ""; }},
                      {"read_codec", [](const Leg&) { return "PCMU"; }},
                      {"write_codec", [](const Leg&) { return "PCMU"; }},
                  });
}

SwitchTable freeswitch_asterisk_table(const std::vector<SwitchCall>& calls) {
  using Leg = SwitchLeg;
  const auto channel = [](const std::string& id) {
    return id.empty() ? std::string{} : "sofia/internal/" + id;
  };
  return table_of(calls, false,
                  {
                      {"accountcode", [](const Leg&) { return ""; }},
                      {"caller_id_number", [](const Leg& leg) { return leg.caller; }},
                      {"destination_number", [](const Leg& leg) { return leg.destination; }},
                      {"context", context},
                      {"caller_id", [](const Leg& leg) { return "A <" + leg.caller + ">"; }},
                      {"channel_name", [=](const Leg& leg) { return channel(leg.id); }},
                      {"bridge_channel", [=](const Leg& leg) { return channel(leg.bridged_to); }},
                      {"last_app", [](const Leg& leg) { return leg.last_app; }},
                      {"last_arg", [](const Leg& leg) { return leg.last_arg; }},
                      {"start_stamp", [](const Leg& leg) { return stamp(leg.start); }},
                      {"answer_stamp", [](const Leg& leg) { return stamp(leg.answer); }},
                      {"end_stamp", [](const Leg& leg) { return stamp(leg.end); }},
                      {"duration", duration},
                      {"billsec", billsec},
                      {"hangup_cause", [](const Leg& leg) { return leg.cause; }},
                      {"amaflags", [](const Leg&) { return "DOCUMENTATION"; }},
                      {"uuid", [](const Leg& leg) { return leg.id; }},
                      {"userfield", [](const Leg&) { return ""; }},
                  });
}

}  // namespace callwidgets::test
