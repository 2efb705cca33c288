#pragma once
#include <span>
#include <vector>

#include "calls/call.h"
#include "figures/importing/call_sink.h"
#include "figures/importing/directory.h"
#include "figures/stored_call.h"

namespace callwidgets::figures {

// The calls of a batch that count, in their order: the last one of each cdr_id.
std::vector<const calls::Call*> last_of_each(std::span<const calls::Call* const> calls);

// What becomes of a batch's records, `counted` of them being the last of their ids. `former` are
// the calls that stood in the database. `directory` has met those of `counted`, and learns what the
// others name.
CallCounts counts_of(std::span<const calls::Call* const> calls,
                     std::span<const calls::Call* const> counted, const StoredCalls& former,
                     Directory& directory);

}  // namespace callwidgets::figures
