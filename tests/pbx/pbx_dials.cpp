#include "pbx_dials.h"

namespace callwidgets::test {
namespace {

using End = PbxLeg::End;

void dial_one(PbxStory& story, const std::string& telephone, End end, long seconds,
              std::int64_t ring, std::int64_t talk) {
  story.dst = telephone;
  PbxDial dial;
  dial.data = pbx_dial_data(story.peer(telephone), seconds);
  dial.legs = {{telephone, end}};
  dial.ring = ring;
  dial.talk = talk;
  story.dial(dial);
}

}  // namespace

std::string pbx_dial_data(const std::string& peers, long seconds, const std::string& options) {
  return peers + "," + std::to_string(seconds) + (options.empty() ? "" : "," + options);
}

long pbx_ring_time(PbxExchange& exchange) {
  static const long kSeconds[] = {8, 12, 15, 20, 25, 30};
  return kSeconds[exchange.below(6)];
}

std::int64_t pbx_part_of(PbxExchange& exchange, long seconds) {
  return 1000 + exchange.below((seconds - 3) * 1000);
}

void pbx_answered(PbxStory& story, const std::string& telephone) {
  const long seconds = pbx_ring_time(story.pbx);
  dial_one(story, telephone, End::answers, seconds, pbx_part_of(story.pbx, seconds),
           story.pbx.talk());
}

void pbx_rings_out(PbxStory& story, const std::string& telephone) {
  const long seconds = pbx_ring_time(story.pbx);
  dial_one(story, telephone, End::silent, seconds, seconds * 1000 + story.pbx.below(30), 0);
  story.missed({"not_answered"});
}

void pbx_gives_up(PbxStory& story, const std::string& telephone) {
  const long seconds = pbx_ring_time(story.pbx);
  dial_one(story, telephone, End::silent, seconds, pbx_part_of(story.pbx, seconds), 0);
  story.missed({"abandoned_ringing"});
  // After a menu the row's duration holds the menu too, and may look like the whole ring time.
  if (story.origin.up != kNever && story.call.rows.back().duration() >= seconds) {
    story.call.reasons.push_back("not_answered");
  }
}

void pbx_refused(PbxStory& story, const std::string& telephone, PbxLeg::End how) {
  const long seconds = pbx_ring_time(story.pbx);
  dial_one(story, telephone, how, seconds, 100 + story.pbx.below(1500), 0);
}

std::vector<PbxLeg> pbx_group(const std::vector<std::string>& numbers, int answering,
                              const std::vector<int>& busy) {
  std::vector<PbxLeg> legs;
  for (const std::string& number : numbers) legs.push_back({number});
  for (const int each : busy) legs[static_cast<std::size_t>(each)].end = End::busy;
  if (answering >= 0) legs[static_cast<std::size_t>(answering)].end = End::answers;
  return legs;
}

std::string pbx_group_peers(const PbxStory& story, const std::vector<PbxLeg>& legs,
                            const std::string& local_options) {
  std::string peers;
  for (const PbxLeg& leg : legs) {
    if (!peers.empty()) peers += "&";
    peers += leg.kind == PbxLeg::Kind::telephone
                 ? story.peer(leg.number)
                 : "Local/" + leg.number + "@" + leg.context + local_options;
  }
  return peers;
}

}  // namespace callwidgets::test
