#include "figures/importing/counted_calls.h"

#include <unordered_map>

namespace callwidgets::figures {

std::vector<const calls::Call*> last_of_each(std::span<const calls::Call> calls) {
  std::unordered_map<std::string_view, std::size_t> last;
  for (std::size_t at = 0; at < calls.size(); ++at) last[calls[at].cdr_id] = at;
  std::vector<const calls::Call*> result;
  for (std::size_t at = 0; at < calls.size(); ++at) {
    if (last[calls[at].cdr_id] == at) result.push_back(&calls[at]);
  }
  return result;
}

}  // namespace callwidgets::figures
