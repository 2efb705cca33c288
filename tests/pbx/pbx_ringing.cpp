// How a story rings telephones: one row for each, and those of the Local channels between.
#include <algorithm>

#include "pbx_story.h"

namespace callwidgets::test {
namespace {

using Kind = PbxLeg::Kind;
using End = PbxLeg::End;

std::string disposition_of(End end, bool congestion) {
  switch (end) {
    case End::busy:
      return "BUSY";
    case End::congested:
      return congestion ? "CONGESTION" : "FAILED";
    case End::answers:
    case End::mailbox:
      return "ANSWERED";
    case End::silent:
      break;
  }
  return "NO ANSWER";
}

}  // namespace

// The rows of the Local channel's other half: the telephone, or the trunk to the mobile.
void PbxStory::leg_rows(const PbxDial& dial, const PbxLeg& leg, PbxChannel& two, std::int64_t from,
                        std::int64_t to, std::int64_t end) {
  const bool to_mobile = leg.kind == Kind::mobile;
  const bool answers = leg.end == End::answers;
  const PbxChannel far = pbx.channel(to_mobile ? pbx.settings.trunks[0] : leg.number, from);
  const std::string data =
      to_mobile ? mobile(leg.number) + ",30,T" : peer(leg.number) + ",20,HhTtr";
  if (answers) two.up = to;
  const std::string outcome =
      leg.end == End::mailbox ? "NO ANSWER" : disposition_of(leg.end, pbx.settings.congestion);
  const std::string outer_context = context, outer_dst = dst;
  const bool queue = !to_mobile && leg.context == "from-queue";
  context = to_mobile ? "from-internal" : queue ? "from-queue-exten-only" : "ext-local";
  dst = leg.number;
  PbxRow& inner = row(two, far.name, "Dial", data, outcome, from, answers ? end : to);
  if (queue) inner.cnum.clear(), inner.cnam.clear();
  if (to_mobile && pbx.settings.did) inner.outbound_cnum = kPbxCompany;
  if (answers && dial.confirm) inner.answer = to - dial.confirm;
  context = outer_context;
  dst = outer_dst;
}

void PbxStory::dial(const PbxDial& dial) {
  const bool was_up = origin.up != kNever;
  const std::int64_t from = now, to = now + dial.ring, end = to + dial.talk;
  const auto answering = [](const PbxLeg& leg) {
    return leg.end == End::answers || leg.end == End::mailbox;
  };
  if (std::any_of(dial.legs.begin(), dial.legs.end(), answering) && !was_up) origin.up = to;

  struct Half {
    std::string one;
    PbxChannel two;
  };
  std::vector<Half> halves(dial.legs.size());
  for (std::size_t i = 0; i < dial.legs.size(); ++i) {
    const PbxLeg& leg = dial.legs[i];
    if (leg.kind == Kind::telephone) {
      halves[i].one = pbx.channel(leg.number, from).name;
    } else {
      auto [one, two] = pbx.local(leg.number, leg.context, from);
      halves[i] = {one.name, two};
    }
  }
  const auto outer_row = [&](std::size_t i) {
    const PbxLeg& leg = dial.legs[i];
    const bool refused = leg.end == End::busy || leg.end == End::congested;
    // A queue hears of a refusal behind a Local channel only that nobody answers.
    const std::string outcome = refused && leg.kind != Kind::telephone
                                    ? "NO ANSWER"
                                    : disposition_of(leg.end, pbx.settings.congestion);
    const std::int64_t until = answering(leg) ? end : refused && dial.legs.size() > 1 ? from : to;
    row(origin, halves[i].one, dial.app, dial.data, outcome, from, until);
    if (!answering(leg)) return;
    outer_ = call.rows.size() - 1;
    inner_ = halves[i].two;
  };
  // The caller's channel has a row from its beginning, which the first leg takes; those of the
  // Local channels come next, then what the other legs add.
  const std::size_t begun = origin.has_row ? 0 : 1;
  if (begun) outer_row(0);
  for (std::size_t i = 0; i < dial.legs.size(); ++i) {
    if (dial.legs[i].kind != Kind::telephone) {
      leg_rows(dial, dial.legs[i], halves[i].two, from, to, end);
    }
  }
  for (std::size_t i = begun; i < dial.legs.size(); ++i) outer_row(i);
  now = to;
  for (std::size_t i = 0; i < dial.legs.size(); ++i) {
    const PbxLeg& leg = dial.legs[i];
    if (!answering(leg)) continue;
    now = end;
    if (leg.kind != Kind::telephone) inner_ = halves[i].two;
    if (leg.end == End::mailbox) {
      PbxChannel& two = halves[i].two;
      two.up = to;
      PbxRow& box = row(two, "", "VoiceMail", leg.number + "@default,u", "ANSWERED", to, end);
      box.dcontext = "ext-local";
      box.dst = leg.number;
      continue;
    }
    ++people_;
    call.answered = true;
    call.talk += dial.talk;
    const bool exact = !was_up || (leg.kind != Kind::telephone && !dial.confirm);
    if (exact) call.least += static_cast<long>(dial.talk / 1000);
    call.most += exact ? static_cast<long>(dial.talk / 1000) : outer().billsec();
  }
}

}  // namespace callwidgets::test
