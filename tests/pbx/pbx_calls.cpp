#include "pbx_calls.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "pbx_scripts.h"

namespace callwidgets::test {
namespace {

// How busy the hours of a day are.
constexpr std::array<int, 24> kHours = {1,  1,  1,  1,  1,  2,  4,  10, 30, 45, 48, 46,
                                        38, 36, 42, 44, 42, 34, 18, 9,  6,  4,  2,  2};
// 01:00 and 02:00 UTC, midnight in London in summer and in winter.
constexpr std::array<std::int64_t, 4> kEdges = {3600, 7200, 82800, 86400};

std::vector<PbxScript> chosen(const std::string& scenario) {
  std::vector<PbxScript> scripts;
  for (const PbxScript& script : pbx_scripts()) {
    if (scenario.empty() || scenario == script.scenario) scripts.push_back(script);
  }
  if (scripts.empty()) throw std::runtime_error("no call is made as " + scenario);
  return scripts;
}

template <class Weights, class Weight>
std::size_t pick(PbxExchange& dice, const Weights& all, Weight weight) {
  std::int64_t sum = 0;
  for (const auto& each : all) sum += weight(each);
  std::int64_t rest = dice.below(sum);
  std::size_t i = 0;
  while ((rest -= weight(all[i])) >= 0) ++i;
  return i;
}

}  // namespace

PbxCalls::PbxCalls(const PbxPlan& plan)
    : plan_(plan), exchange_(plan.settings), scripts_(chosen(plan.scenario)) {}

void PbxCalls::fill_day() {
  const std::int64_t count =
      plan_.calls * (day_ + 1) / plan_.days - plan_.calls * day_ / plan_.days;
  const std::int64_t midnight = (plan_.first_day + day_) * 86'400'000;
  for (std::int64_t i = 0; i < count; ++i) {
    const bool edge = plan_.edges && exchange_.chance(20);
    const std::int64_t at =
        edge ? kEdges[static_cast<std::size_t>(exchange_.below(4))] * 1000 - exchange_.below(60'000)
             : static_cast<std::int64_t>(pick(exchange_, kHours, [](int each) { return each; })) *
                       3'600'000 +
                   exchange_.below(3'600'000);
    starts_.push_back(midnight + at);
  }
  std::sort(starts_.rbegin(), starts_.rend());
  ++day_;
}

bool PbxCalls::next(std::vector<PbxCall>& calls) {
  while (starts_.empty()) {
    if (day_ == plan_.days) return false;
    fill_day();
  }
  std::int64_t at = std::max(starts_.back(), earliest_);
  starts_.pop_back();
  if (plan_.restart_every > 0 && told_ > 0 && told_ % plan_.restart_every == 0) {
    at = std::max(at, last_end_ + exchange_.seconds(3, 20));
    exchange_.restart();
  }
  earliest_ = at;
  ++told_;
  const PbxScript& script =
      scripts_[pick(exchange_, scripts_, [](const PbxScript& each) { return each.weight; })];
  PbxStory story(exchange_, script.scenario, at);
  script.play(story);
  calls = story.finish();
  for (const PbxCall& call : calls) {
    for (const PbxRow& row : call.rows) last_end_ = std::max(last_end_, row.written);
  }
  return true;
}

void PbxWriting::take(const std::vector<PbxCall>& calls) {
  for (const PbxCall& call : calls) {
    for (const PbxRow& row : call.rows) waiting_.push({taken_++, row});
  }
}

bool PbxWriting::next(std::int64_t before, PbxRow& row) {
  if (waiting_.empty() || waiting_.top().row.written >= before) return false;
  row = waiting_.top().row;
  waiting_.pop();
  return true;
}

}  // namespace callwidgets::test
