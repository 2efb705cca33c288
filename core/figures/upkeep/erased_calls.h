#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>

#include "database/session.h"

namespace callwidgets::figures {

// What became of a call that was erased. Its number stands in erased_calls.
enum class Erased {
  gone = 0,
  nobodys = 1,  // it stays, without its caller
};

// The ids of erased calls, kept so that the same records, imported again, bring nothing back. All
// throw database::Error.

// Whether the account has any.
bool any_erased(database::Session& session, std::int64_t account);

// Those among `cdr_ids`, none of which may be repeated.
using ErasedIds = std::unordered_map<std::string, Erased>;
ErasedIds erased_among(database::Session& session, std::int64_t account,
                       std::span<const database::Value> cdr_ids);

// Keeps more of them. Inside the transaction that erases the calls.
void keep_erased(database::Session& session, std::int64_t account,
                 std::span<const database::Value> cdr_ids, Erased what);

}  // namespace callwidgets::figures
