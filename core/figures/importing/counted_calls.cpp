#include "figures/importing/counted_calls.h"

#include <string_view>
#include <unordered_map>

namespace callwidgets::figures {
namespace {

// The records of one id, one by one.
class RecordsOfACall {
 public:
  explicit RecordsOfACall(const StoredCall* stored) : stored_(stored) {}

  void count(const calls::Call& record, const Directory& directory, CallCounts& counts) {
    const bool there = stored_ != nullptr || (earlier_ != nullptr && !earlier_->deleted);
    if (!there) {
      ++(record.deleted ? counts.unchanged : counts.added);
    } else if (record.deleted) {
      ++counts.removed;
    } else {
      const bool repeated =
          earlier_ ? calls::same_facts(*earlier_, record) : directory.known(record) == *stored_;
      ++(repeated ? counts.unchanged : counts.replaced);
    }
    stored_ = nullptr;
    earlier_ = &record;
  }

 private:
  const StoredCall* stored_;  // until a record came
  const calls::Call* earlier_ = nullptr;
};

}  // namespace

std::vector<const calls::Call*> last_of_each(std::span<const calls::Call* const> calls) {
  std::unordered_map<std::string_view, std::size_t> last;
  last.reserve(calls.size());
  for (std::size_t at = 0; at < calls.size(); ++at) last[calls[at]->cdr_id] = at;
  std::vector<const calls::Call*> result;
  result.reserve(last.size());
  for (std::size_t at = 0; at < calls.size(); ++at) {
    if (last.size() == calls.size() || last[calls[at]->cdr_id] == at) result.push_back(calls[at]);
  }
  return result;
}

CallCounts counts_of(std::span<const calls::Call* const> calls,
                     std::span<const calls::Call* const> counted, const StoredCalls& former,
                     Directory& directory) {
  CallCounts counts;
  if (former.empty() && counted.size() == calls.size()) {
    for (const calls::Call* call : calls) ++(call->deleted ? counts.unchanged : counts.added);
    return counts;
  }
  if (!former.empty() && counted.size() != calls.size()) directory.look_up(calls);
  std::unordered_map<std::string_view, RecordsOfACall> records;
  records.reserve(counted.size());
  for (const calls::Call* call : calls) {
    const auto found = records.find(call->cdr_id);
    if (found != records.end()) {
      found->second.count(*call, directory, counts);
      continue;
    }
    const auto stored = former.find(call->cdr_id);
    RecordsOfACall of_call{stored == former.end() ? nullptr : &stored->second};
    of_call.count(*call, directory, counts);
    records.emplace(call->cdr_id, of_call);
  }
  return counts;
}

}  // namespace callwidgets::figures
