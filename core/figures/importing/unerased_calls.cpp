#include "figures/importing/unerased_calls.h"

namespace callwidgets::figures {

UnerasedCalls::UnerasedCalls(std::span<const calls::Call* const> calls, const ErasedIds& erased)
    : any_erased_(!erased.empty()) {
  if (!any_erased_) return;
  for (const calls::Call* call : calls) {
    const auto found = erased.find(call->cdr_id);
    if (found == erased.end() || (call->deleted && found->second == Erased::nobodys)) {
      calls_.push_back(call);
    } else if (found->second == Erased::gone) {
      ++left_out_;
    } else {
      calls::Call& nobodys = without_caller_.emplace_back(*call);
      nobodys.caller = 0;
      nobodys.number.clear();
      calls_.push_back(&nobodys);
    }
  }
}

}  // namespace callwidgets::figures
