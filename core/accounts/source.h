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

}  // namespace callwidgets::accounts
