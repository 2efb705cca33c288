// Calls that wait for an agent.
#include "pbx_dials.h"
#include "pbx_scripts.h"

namespace callwidgets::test {
namespace {

using End = PbxLeg::End;
using Kind = PbxLeg::Kind;

// A caller in a queue, and the agents that it tries in turn.
class Queue {
 public:
  // `timeout` in seconds; a queue may be entered by a channel that nothing has answered.
  Queue(PbxStory& story, const std::string& number, Kind kind, long timeout, bool answered = true)
      : s_(story), kind_(kind), data_(number + ",t,,," + std::to_string(timeout)) {
    s_.arrive("17" + number.substr(2), "ext-queues");
    s_.dst = number;
    if (answered) s_.pick_up();
    s_.wait(s_.pbx.seconds(0, 2));
    end_ = s_.now + timeout * 1000;
  }

  void tries(End end, std::int64_t ring, std::int64_t talk = 0) {
    static const char* kAgents[] = {"121", "122", "123", "124"};
    const std::string agent = kind_ == Kind::mobile ? "2025550129" : kAgents[s_.pbx.below(4)];
    s_.dial({"Queue", data_, {{agent, end, kind_}}, ring, talk, 0});
  }
  // So many agents let it ring.
  void ring_in_vain(long count) {
    for (; count > 0; --count) {
      tries(End::silent, 4000 + s_.pbx.below(300));
      s_.wait(1000);  // until the queue tries again
    }
  }
  void answers() { tries(End::answers, s_.pbx.seconds(1, 10), s_.pbx.talk()); }
  void abandons() {
    tries(End::silent, s_.pbx.seconds(1, 3));
    s_.missed({"abandoned_in_queue"});
  }
  // Agents ring until the queue ends the wait.
  void runs_out() {
    while (end_ - s_.now > 6000) ring_in_vain(1);
    tries(End::silent, end_ - s_.now + s_.pbx.below(30));
    s_.missed({"no_agent"});
  }
  const std::string& data() const { return data_; }

 private:
  PbxStory& s_;
  Kind kind_;
  std::string data_;
  std::int64_t end_ = 0;
};

void local_answered(PbxStory& s) {
  Queue queue(s, "700", Kind::local, 300);
  queue.ring_in_vain(s.pbx.below(4));
  queue.answers();
}

void direct_answered(PbxStory& s) {
  Queue queue(s, "701", Kind::telephone, 300);
  queue.ring_in_vain(s.pbx.below(4));
  queue.answers();
}

void first_rejects(PbxStory& s) {
  Queue queue(s, "700", Kind::local, 300);
  queue.tries(End::busy, s.pbx.seconds(0, 2));
  queue.answers();
}

void local_abandoned(PbxStory& s) {
  Queue queue(s, "700", Kind::local, 300);
  queue.ring_in_vain(s.pbx.below(3));
  queue.abandons();
}

void direct_abandoned(PbxStory& s) {
  Queue queue(s, "701", Kind::telephone, 300);
  queue.ring_in_vain(1 + s.pbx.below(4));
  queue.abandons();
}

void unanswered_channel(PbxStory& s) {
  Queue queue(s, "703", Kind::telephone, 20, false);
  if (s.call.scenario == "queue-unanswered-channel-abandoned") {
    queue.ring_in_vain(s.pbx.below(2));
    return queue.abandons();
  }
  if (s.call.scenario == "queue-unanswered-channel-timeout") {
    queue.runs_out();
    return s.tail();
  }
  queue.ring_in_vain(s.pbx.below(3));
  queue.answers();
}

void unanswered_channel_short(PbxStory& s) {
  Queue queue(s, "703", Kind::telephone, 9, false);
  queue.runs_out();
  s.tail();
}

void runs_out(PbxStory& s) {
  Queue queue(s, "702", s.pbx.chance(50) ? Kind::local : Kind::telephone, 30);
  queue.runs_out();
  s.tail();
}

void runs_out_to_mailbox(PbxStory& s) {
  Queue queue(s, "702", Kind::local, s.pbx.chance(50) ? 9 : 30);
  queue.runs_out();
  s.context = "ext-local";
  s.dst = "vmu104";
  s.machine("VoiceMail", "104@default,u", s.pbx.seconds(1, 60));
  s.missed({"voicemail"});
}

void all_at_once(PbxStory& s) {
  Queue queue(s, "704", Kind::local, 300);
  std::vector<PbxLeg> legs = pbx_group({"121", "122", "123"}, static_cast<int>(s.pbx.below(3)));
  for (PbxLeg& leg : legs) leg.kind = Kind::local;
  s.dial({"Queue", queue.data(), legs, s.pbx.seconds(1, 12), s.pbx.talk(), 0});
}

void mobile_agent(PbxStory& s) {
  Queue queue(s, "705", Kind::mobile, 300);
  queue.answers();
}

void without_n(PbxStory& s) {
  Queue queue(s, "707", Kind::local, 300);
  queue.answers();
}

// No agent is free: the queue rings nobody.
void nobody_rings(PbxStory& s) {
  Queue queue(s, "708", Kind::telephone, 120);
  s.machine("Queue", queue.data(), s.pbx.seconds(3, 100));
  s.missed({"abandoned_in_queue"});
}

void direct_then_transfer(PbxStory& s) {
  Queue queue(s, "701", Kind::telephone, 300);
  queue.ring_in_vain(s.pbx.below(3));
  queue.answers();
  s.outer().dcontext = "from-internal-xfer";
  s.outer().dst = "104";
  s.wait(s.pbx.seconds(0, 1));
  s.context = "ext-local";
  pbx_answered(s, "104");
}

// The agent is behind a Local channel, which goes on to the colleague that he hands over to.
void local_then_transfer(PbxStory& s) {
  Queue queue(s, "700", Kind::local, 300);
  queue.ring_in_vain(s.pbx.below(3));
  queue.answers();
  for (PbxRow& row : s.call.rows) {
    if (row.channel != s.inner().name) continue;
    row.dcontext = "from-internal-xfer";
    row.dst = "104";
  }
  const long least = s.call.least;
  const std::int64_t gap = s.pbx.below(500), ring = s.pbx.seconds(1, 8), talk = s.pbx.talk();
  const std::int64_t from = s.now + gap;
  s.now = s.outer().end = from + ring + talk;
  s.context = "ext-local";
  s.dst = "104";
  const PbxChannel far = s.pbx.channel("104", from);
  PbxRow& second =
      s.row(s.inner(), far.name, "Dial", pbx_dial_data(s.peer("104"), 15), "ANSWERED", from, s.now);
  s.call.talk += talk;
  s.bounds(least, least + second.billsec() + 1);
}

}  // namespace

std::vector<PbxScript> pbx_queue_scripts() {
  return {
      {"queue-local-second-agent-answers", 25, local_answered},
      {"queue-direct-second-agent-answers", 20, direct_answered},
      {"queue-first-agent-rejects-second-answers", 5, first_rejects},
      {"queue-abandoned", 8, local_abandoned},
      {"queue-abandoned-after-many-rings", 8, direct_abandoned},
      {"queue-unanswered-channel-agent-answers", 5, unanswered_channel},
      {"queue-unanswered-channel-abandoned", 4, unanswered_channel},
      {"queue-unanswered-channel-timeout", 2, unanswered_channel},
      {"queue-unanswered-channel-timeout", 2, unanswered_channel_short},
      {"own-queue-timeout", 4, runs_out},
      {"queue-timeout-then-voicemail", 6, runs_out_to_mailbox},
      {"queue-ringall-three-one-answers", 5, local_answered},
      {"own-queue-rings-all-at-once", 5, all_at_once},
      {"queue-member-is-mobile-answers", 4, mobile_agent},
      {"local-without-n-queue-answered", 4, without_n},
      {"own-queue-abandoned-nobody-rings", 4, nobody_rings},  // after research on app_queue
      {"queue-then-blind-transfer", 4, direct_then_transfer},
      {"queue-local-then-blind-transfer", 4, local_then_transfer},
  };
}

}  // namespace callwidgets::test
