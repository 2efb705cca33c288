#pragma once
#include <span>
#include <vector>

#include "calls/call.h"

namespace callwidgets::figures {

// The calls of a batch that count, in their order: the last one of each cdr_id.
std::vector<const calls::Call*> last_of_each(std::span<const calls::Call> calls);

}  // namespace callwidgets::figures
