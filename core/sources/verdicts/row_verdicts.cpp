#include "sources/verdicts/row_verdicts.h"

#include <algorithm>
#include <array>

#include "sources/verdicts/missed.h"

namespace callwidgets::sources {
namespace {

bool answered(const Leg& row) {
  return row.outcome == Outcome::answered && row.person && row.stage != Stage::voicemail &&
         row.stage != Stage::fax;
}

}  // namespace

RowVerdicts::RowVerdicts(const Rules& rules, std::span<const Leg> legs)
    : rules_(rules), legs_(legs), by_id_(legs, &Leg::id) {}

void RowVerdicts::each(const Visit& visit) const {
  by_id_.each([&](const std::string&, std::span<const std::uint32_t> places) {
    const std::uint32_t last = *std::max_element(
        places.begin(), places.end(),
        [&](std::uint32_t a, std::uint32_t b) { return legs_[a].row < legs_[b].row; });
    visit(judge(legs_[last]), std::array{last});
  });
}

LeftOut RowVerdicts::left_out(const Leg& row) const {
  if (row.left_out) return LeftOut::not_a_customer;
  if (!row.inbound) return LeftOut::outbound;
  if (rules_.called_required == Rules::Required::yes && row.called.empty())
    return LeftOut::no_number;
  if (!rules_.count_blocked && row.stage == Stage::blocked) return LeftOut::blocked;
  return LeftOut::counted;
}

Verdict RowVerdicts::judge(const Leg& row) const {
  Verdict verdict;
  verdict.left_out = left_out(row);
  verdict.id = row.id;
  verdict.call = row.call.empty() ? row.id : row.call;
  verdict.start = row.start;
  verdict.end = row.start + row.duration;
  verdict.caller = row.caller;
  verdict.called = row.called;
  verdict.customer = row.customer;
  verdict.attribution = row.attribution;
  verdict.answered = answered(row) && row.talk >= rules_.minimum_talk;
  if (verdict.answered) {
    verdict.talk = row.talk;
    verdict.waited = row.waited > 0 ? row.waited : std::max(0, row.duration - row.talk);
  } else {
    verdict.waited = row.waited > 0 ? row.waited : row.duration;
    verdict.reason = missed(row, verdict);
  }
  return verdict;
}

calls::Reason RowVerdicts::missed(const Leg& row, const Verdict& verdict) const {
  using calls::Reason;
  if (row.stage == Stage::fax) return Reason::fax;
  if (row.stage == Stage::closed || (rules_.closed && rules_.closed(verdict.start)))
    return Reason::out_of_hours;
  if (row.stage == Stage::voicemail) return Reason::voicemail;
  Reason reason = Reason::not_answered;
  if (row.stage == Stage::menu) {
    reason = Reason::abandoned_in_menu;
  } else if (row.stage == Stage::queue) {
    reason = row.outcome == Outcome::unanswered ? Reason::no_agent : Reason::abandoned_in_queue;
  } else if (row.outcome == Outcome::busy) {
    reason = Reason::busy;
  } else if (row.outcome == Outcome::failed) {
    reason = Reason::failed;
  } else if (row.outcome == Outcome::cancelled) {
    reason = Reason::abandoned_ringing;
  }
  return shortened(reason, verdict.waited, rules_);
}

std::vector<Evidence> RowVerdicts::evidence(std::span<const std::uint32_t> places) const {
  std::vector<Evidence> evidence;
  for (const std::uint32_t place : places) {
    const Leg& row = legs_[place];
    evidence.push_back({place, part_of(row, answered(row)), answered(row) ? row.talk : 0});
  }
  return evidence;
}

}  // namespace callwidgets::sources
