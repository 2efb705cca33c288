#include "sources/reconciliation.h"

#include <algorithm>
#include <cctype>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "sources/explanation.h"
#include "sources/feeds/column_places.h"

namespace callwidgets::sources {
namespace {

// What reports write for an answered call; anything else is a missed one.
bool says_answered(std::string_view value) {
  std::string word{value};
  std::ranges::transform(word, word.begin(), [](unsigned char c) { return std::tolower(c); });
  return word == "answered" || word == "answer" || word == "1" || word == "yes" || word == "true" ||
         word == "completed";
}

}  // namespace

std::vector<Claim> claims_in(const std::string& report, const std::vector<std::string>& columns,
                             Rows& rows) {
  const ColumnPlaces places{report, columns};
  const std::size_t id =
      places.of({"linkedid", "uniqueid", "call_id", "callid", "cdr_id", "uuid", "sid", "id"});
  const std::size_t outcome =
      places.of({"disposition", "status", "answered", "result", "call_status"});
  std::vector<Claim> claims;
  std::unordered_map<std::string, std::size_t> places_of;
  Row row;
  while (rows.next(row)) {
    if (!row.problem.empty() || row.values[id].empty()) continue;
    const auto [place, fresh] = places_of.emplace(row.values[id], claims.size());
    if (fresh) claims.push_back({place->first, false});
    claims[place->second].answered |= says_answered(row.values[outcome]);
  }
  return claims;
}

void Reconciliation::take(const Slice& slice) {
  std::unordered_set<std::string_view> with_answered;  // calls
  for (const Leg& leg : slice.legs) {
    if (leg.outcome == Outcome::answered && !leg.call.empty()) with_answered.insert(leg.call);
  }
  for (const Judged& judged : slice.judged) {
    const Verdict& verdict = judged.verdict;
    const auto count = static_cast<std::int64_t>(judged.places.size());
    bool any = with_answered.contains(verdict.call);
    for (const std::uint32_t place : judged.places) {
      ++rows_[slice.legs[place].outcome];
      any |= slice.legs[place].outcome == Outcome::answered;
    }
    const std::string why = sentence(verdict, slice.legs, slice.verdicts.evidence(judged.places));
    known_.insert_or_assign(verdict.id,
                            Known{verdict.left_out, verdict.answered, verdict.start, why});
    if (verdict.left_out != LeftOut::counted) {
      rows_left_out_[static_cast<std::size_t>(verdict.left_out)] += count;
      continue;
    }
    of_call_.insert_or_assign(verdict.call, verdict.id);
    rows_of_calls_ += count;
    ++(verdict.answered ? answered_ : missed_);
    if (!any) continue;
    ++any_answered_;
    if (!verdict.answered) {
      wrongly_answered_.push_back(
          {Difference::Kind::they_answered, verdict.id, verdict.start, why});
    }
  }
}

std::vector<Difference> Reconciliation::compare(const std::vector<Claim>& claims) const {
  using Kind = Difference::Kind;
  std::vector<Difference> differences;
  std::unordered_set<std::string_view> claimed;
  for (const Claim& claim : claims) {
    const auto of_call = of_call_.find(claim.id);
    const auto known = known_.find(of_call == of_call_.end() ? claim.id : of_call->second);
    if (known == known_.end()) {
      differences.push_back({Kind::only_there, claim.id, 0, "no row of that time has this id"});
      continue;
    }
    const auto& [id, call] = *known;
    claimed.insert(id);
    if (call.left_out != LeftOut::counted) {
      differences.push_back({Kind::only_there, claim.id, call.start, call.sentence});
    } else if (call.answered != claim.answered) {
      differences.push_back({claim.answered ? Kind::they_answered : Kind::they_missed, claim.id,
                             call.start, call.sentence});
    }
  }
  for (const auto& [id, call] : known_) {
    if (call.left_out == LeftOut::counted && !claimed.contains(id))
      differences.push_back({Kind::only_here, id, call.start, call.sentence});
  }
  std::sort(differences.begin(), differences.end(), [](const Difference& a, const Difference& b) {
    return std::tie(a.start, a.id) < std::tie(b.start, b.id);
  });
  return differences;
}

}  // namespace callwidgets::sources
