// Where a call goes: menus, telephones, groups of them, queues.
#include <algorithm>
#include <utility>
#include <vector>

#include "switch_play.h"

namespace callwidgets::test {

void Play::menu() {
  pick_up();
  call_.machine_first = true;
  own().menu = "menu-1";
  own().last_app = "ivr";
  const bool leaves = chance(20);
  if (!wait(now_ + 3 + below(30)) || leaves) caller_leaves("abandoned_in_menu");
}

void Play::route() {
  const int way = below(100);
  if (way < 40) {
    extension();
  } else if (way < 65) {
    group();
  } else if (way < 90) {
    queue();
  } else if (way < 93) {
    fax();
  } else {
    mailbox();
  }
}

Play::Phone Play::draw() {
  const int drawn = below(100);
  return drawn < 55   ? Phone::answers
         : drawn < 85 ? Phone::rings
         : drawn < 91 ? Phone::busy
         : drawn < 95 ? Phone::declines
                      : Phone::absent;
}

std::string Play::cause_of(Phone phone) {
  switch (phone) {
    case Phone::busy:
      return "USER_BUSY";
    case Phone::declines:
      return "CALL_REJECTED";
    case Phone::absent:
      return "USER_NOT_REGISTERED";
    default:
      return "NO_ANSWER";
  }
}

std::string Play::reason_of(Phone phone) {
  return phone == Phone::absent ? "failed" : phone == Phone::rings ? "not_answered" : "busy";
}

void Play::extension() {
  own().last_app = "bridge";
  const std::size_t leg = ring({});
  own().destination = call_.legs[leg].destination;
  // A mobile behind it plays its own ringing.
  if (chance(10)) {
    own().bridged_to = call_.legs[leg].id;
    call_.legs[leg].bridged_to = own().id;
    plays_ = true;
  }
  const Phone phone = draw();
  const int seconds = phone == Phone::answers ? 1 + below(20) : phone == Phone::rings ? 25 : 1;
  if (!wait(now_ + seconds)) {
    end(leg, "ORIGINATOR_CANCEL");
    caller_leaves("abandoned_ringing");
  } else if (phone == Phone::answers) {
    talk(leg);
  } else {
    end(leg, cause_of(phone));
    nobody(reason_of(phone), cause_of(phone));
  }
}

void Play::group() {
  own().group = "group-1";
  own().last_app = "bridge";
  if (chance(50)) {
    all_at_once();
  } else {
    one_by_one();
  }
}

void Play::all_at_once() {
  std::vector<std::pair<std::size_t, Phone>> phones;
  for (int left = 2 + below(4); left > 0; --left) phones.emplace_back(ring({}), draw());
  if (chance(40)) {
    for (auto& [leg, phone] : phones) phone = phone == Phone::answers ? Phone::rings : phone;
  }
  const std::int64_t begin = now_;
  std::vector<std::size_t> ringing;
  bool all_same = true;
  for (const auto& [leg, phone] : phones) {
    all_same = all_same && reason_of(phone) == reason_of(phones.front().second);
    if (phone == Phone::answers || phone == Phone::rings) {
      ringing.push_back(leg);
      continue;
    }
    now_ = begin + 1;
    end(leg, cause_of(phone));
  }
  const auto answering = std::find_if(phones.begin(), phones.end(),
                                      [](const auto& one) { return one.second == Phone::answers; });
  const bool some_answer = answering != phones.end();
  now_ = begin;
  const bool stays = wait(begin + (some_answer ? 2 + below(20) : ringing.empty() ? 1 : 30));
  for (const std::size_t leg : ringing) {
    if (some_answer && stays && leg == answering->first) continue;
    end(leg, !stays         ? "ORIGINATOR_CANCEL"
             : !some_answer ? "NO_ANSWER"
             : chance(10)   ? "ORIGINATOR_CANCEL"
                            : "LOSE_RACE");
  }
  if (!stays) {
    caller_leaves("abandoned_ringing");
  } else if (some_answer) {
    talk(answering->first);
  } else if (!ringing.empty()) {
    nobody("not_answered", "NO_ANSWER");
  } else {
    const Phone first = phones.front().second;
    nobody(all_same ? reason_of(first) : "busy or failed or not_answered", cause_of(first));
  }
}

void Play::one_by_one() {
  std::string reason, cause;
  for (int left = 2 + below(3); left > 0; --left) {
    const std::size_t leg = ring({});
    const Phone phone = draw();
    const int seconds = phone == Phone::answers ? 1 + below(14) : phone == Phone::rings ? 15 : 1;
    if (!wait(now_ + seconds)) {
      end(leg, "ORIGINATOR_CANCEL");
      caller_leaves("abandoned_ringing");
      return;
    }
    if (phone == Phone::answers) {
      talk(leg);
      return;
    }
    cause = cause_of(phone);
    end(leg, cause);
    if (reason.empty()) {
      reason = reason_of(phone);
    } else if (reason != reason_of(phone)) {
      reason = "not_answered or busy or failed";
    }
  }
  nobody(reason, cause);
}

void Play::queue() {
  call_.machine_first = true;
  call_.in_queue = true;
  pick_up();
  own().queue = "sales@example.org";
  own().last_app = "callcenter";
  own().joined = now_;
  const std::int64_t most = now_ + 60;
  while (true) {
    if (chance(30)) {  // all agents are in calls
      if (leaves_queue(std::min(most, now_ + 5 + below(20)))) return;
    } else {
      const std::size_t leg = ring({own().queue});
      const bool comes = chance(45);
      if (leaves_queue(std::min(most, now_ + (comes ? 1 + below(12) : 12)), leg)) return;
      if (now_ < most && comes) {
        own().agent_came = now_;
        talk(leg);
        if (own().queue_done == 0) own().queue_done = now_;
        return;
      }
      end(leg, now_ < most && chance(30) ? "USER_BUSY" : "NO_ANSWER");
    }
    if (now_ >= most) break;
  }
  own().queue_left = now_;
  own().cancel_reason = "TIMEOUT";
  const int way = below(100);
  if (way < 40) {
    mailbox();
  } else if (way < 60) {
    extension();
    if (!call_.answered && call_.reason != "voicemail") call_.reason += " or no_agent";
  } else {
    switch_ends("no_agent", "NORMAL_CLEARING");
  }
}

bool Play::leaves_queue(std::int64_t then, std::size_t ringing) {
  if (wait(then)) return false;
  if (ringing != 0) end(ringing, "ORIGINATOR_CANCEL");
  own().queue_left = now_;
  own().cancel_reason = "BREAK_OUT";
  caller_leaves("abandoned_in_queue");
  return true;
}

}  // namespace callwidgets::test
