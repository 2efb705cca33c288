#include "switch_play.h"

#include <algorithm>
#include <utility>

namespace callwidgets::test {

SwitchCall Play::inbound() {
  call_.inbound = true;
  add_leg("inbound");
  own().caller = "+1202555" + std::to_string(1000 + below(9000));
  own().destination = "2025550160";
  patience_ = now_ + (chance(25) ? 3 + below(60) : 100'000);
  arrive();
  if (!over_ && chance(35)) menu();
  if (!over_) route();
  finish();
  return std::move(call_);
}

SwitchCall Play::outbound(const std::string& direction) {
  add_leg(direction);
  own().caller = "201";
  own().destination = direction == "outbound" ? "2025550199" : "202";
  own().last_app = "bridge";
  const std::size_t callee = ring({"", direction});
  const bool answers = chance(60);
  now_ += 2 + below(25);
  if (answers) {
    connect(callee);
    now_ += below(200);
  }
  end(callee, answers ? "NORMAL_CLEARING" : "NO_ANSWER");
  end(0, answers ? "NORMAL_CLEARING" : chance(50) ? "NO_ANSWER" : "ORIGINATOR_CANCEL");
  return std::move(call_);
}

std::size_t Play::add_leg(const std::string& direction) {
  SwitchLeg leg;
  leg.id = "leg-" + std::to_string(number_) + "-" + std::to_string(call_.legs.size());
  leg.direction = direction;
  leg.start = now_;
  call_.legs.push_back(leg);
  return call_.legs.size() - 1;
}

std::size_t Play::ring(const Callee& callee) {
  const std::size_t leg = add_leg(callee.direction);
  SwitchLeg& made = call_.legs[leg];
  made.second = true;
  made.caller = own().caller;
  made.destination = std::to_string(200 + below(50));
  if (callee.queue.empty()) {
    made.made_by = own().id;
  } else {
    made.agent_of = own().id;
  }
  call_.rang = true;
  return leg;
}

void Play::end(std::size_t leg, const std::string& cause) {
  call_.legs[leg].end = now_;
  call_.legs[leg].cause = cause;
}

void Play::pick_up() {
  if (own().answer == 0) own().answer = now_;
}

void Play::connect(std::size_t leg) {
  pick_up();
  SwitchLeg& other = call_.legs[leg];
  if (other.answer == 0) other.answer = now_;
  other.bridged_to = own().id;
  own().bridged_to = other.id;
}

bool Play::wait(std::int64_t then) {
  if (patience_ <= then) {
    now_ = std::max(now_, patience_);
    return false;
  }
  now_ = then;
  return true;
}

void Play::caller_leaves(const std::string& reason) {
  over_ = true;
  if (!call_.answered && call_.reason.empty()) call_.reason = reason;
  own().hung_up_by = own().answer != 0 ? "recv_bye" : "recv_cancel";
  end(0, own().answer != 0 ? "NORMAL_CLEARING" : "ORIGINATOR_CANCEL");
}

void Play::switch_ends(const std::string& reason, const std::string& cause) {
  over_ = true;
  if (!call_.answered && call_.reason.empty()) call_.reason = reason;
  own().hung_up_by = own().answer != 0 ? "send_bye" : "send_refuse";
  end(0, own().answer != 0 ? "NORMAL_CLEARING" : cause);
}

void Play::arrive() {
  if (chance(2)) {
    switch_ends("failed", chance(50) ? "UNALLOCATED_NUMBER" : "NO_ROUTE_DESTINATION");
  }
}

void Play::nobody(const std::string& reason, const std::string& cause) {
  if (chance(50)) {
    mailbox();
  } else {
    switch_ends(reason, cause);
  }
}

void Play::mailbox() {
  call_.in_mailbox = true;
  now_ += 1;
  pick_up();
  if (chance(50)) {
    own().destination = "*99" + std::to_string(200 + below(50));
    own().last_app = "lua";
    own().last_arg = "app.lua voicemail default example.org 201";
  } else {
    own().last_app = "voicemail";
    own().last_arg = "default example.org 201";
  }
  if (call_.answered) {
    call_.mailbox_after_person = true;
  } else if (plays_ && own().bridged_to != "") {
    call_.played_ringing = true;
  }
  now_ += 5 + below(60);
  if (call_.reason.empty()) call_.reason = "voicemail";
  caller_leaves("voicemail");
}

void Play::fax() {
  call_.machine_first = true;
  pick_up();
  own().last_app = "rxfax";
  now_ += 20 + below(60);
  caller_leaves("fax");
}

void Play::talk(std::size_t leg) {
  call_.answered = true;
  call_.reason.clear();
  patience_ = now_ + 1'000'000;
  connect(leg);
  const int seconds = chance(4) ? 0 : 1 + below(300);
  call_.talk += seconds;
  now_ += seconds;
  const int way = below(100);
  if (way < 85) {
    end(leg, "NORMAL_CLEARING");
    if (chance(50)) {
      caller_leaves("");
    } else {
      switch_ends("", "NORMAL_CLEARING");
    }
    return;
  }
  if (own().queue_done == 0 && own().agent_came != 0) own().queue_done = now_;
  if (way < 92) {
    end(leg, "BLIND_TRANSFER");
    passed_on();
  } else if (way < 96) {
    colleague_asked(leg);
  } else {
    end(leg, "BLIND_TRANSFER");
    mailbox();
  }
}

void Play::passed_on() {
  call_.passed_on = true;
  own().last_app = "bridge";
  const std::size_t leg = ring({});
  const bool answers = chance(60);
  now_ += answers ? 1 + below(20) : 25;
  if (answers) {
    talk(leg);
  } else {
    end(leg, "NO_ANSWER");
    nobody("", "NO_ANSWER");
  }
}

void Play::colleague_asked(std::size_t leg) {
  call_.held = true;
  const std::size_t asking = add_leg("local");
  call_.legs[asking].caller = call_.legs[leg].destination;
  call_.legs[asking].destination = "205";
  call_.legs[asking].last_app = "bridge";
  const std::size_t colleague = ring({});
  call_.legs[colleague].made_by = call_.legs[asking].id;
  now_ += 2 + below(10);
  call_.legs[asking].answer = call_.legs[colleague].answer = now_;
  call_.legs[asking].bridged_to = call_.legs[colleague].id;
  now_ += 3 + below(20);
  end(asking, "ATTENDED_TRANSFER");
  end(leg, "ATTENDED_TRANSFER");
  connect(colleague);
  const int seconds = 1 + below(120);
  call_.talk += seconds;
  now_ += seconds;
  end(colleague, "NORMAL_CLEARING");
  caller_leaves("");
}

void Play::finish() {
  if (call_.answered) call_.reason.clear();
  if (plays_ && !call_.answered && own().answer != 0) call_.played_ringing = true;
}

}  // namespace callwidgets::test
