#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "database/session.h"

namespace callwidgets::accounts {

// A call table or file of a telephone system, as the account's calls name it: by a number from 1
// on. 0 stands for imported calls, whatever the file. A number is never given to another source.
struct Source {
  std::int64_t number;
  std::string name;  // 1 to 100 bytes
};

// All functions throw database::Error.

// All sources that ever had a number, in the order of their numbers.
std::vector<Source> sources(database::Session& session, std::int64_t account);

// Nothing where the name has no number yet.
std::optional<std::int64_t> source_number(database::Session& session, std::int64_t account,
                                          const std::string& name);

// The number of a source, made where it has none. In a transaction of its own, which changes no
// answer.
std::int64_t make_source_number(database::Session& writer, std::int64_t account,
                                const std::string& name);

// From when on a source's calls are not known to be what its table says, in seconds since 1970,
// because a sync did not come to its end; 0: they are.
std::int64_t unfinished_from(database::Session& session, std::int64_t account, std::int64_t source);
void set_unfinished_from(database::Session& writer, std::int64_t account, std::int64_t source,
                         std::int64_t from);

}  // namespace callwidgets::accounts
