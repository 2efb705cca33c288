#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sources/source.h"
#include "sources/verdicts/verdict.h"

namespace callwidgets::sources {

// What a source's last rows look like, for the operator to judge whether they are understood.
struct Survey {
  std::vector<std::string> columns;
  std::int64_t rows = 0;              // that are legs
  std::int64_t bad = 0;               // that are none
  std::vector<std::string> problems;  // the first few of these
  std::int64_t first = 0, last = 0;   // starts, in seconds since 1970, UTC
  std::int64_t answered = 0;
  std::map<calls::Reason, std::int64_t> missed;
  std::array<std::int64_t, left_out_kinds> left_out{};
  std::map<std::string, std::int64_t> called;  // calls, by the business's own number
  std::map<std::string, std::int64_t> lines;   // devices that calls came in on

  // By how many seconds the rows' times differ from those in their ids, mostly: 0 where the time
  // zone is right. Nothing where no id has a time.
  std::optional<std::int64_t> ahead;
  std::int64_t stamped = 0;  // rows whose id has a time

  std::vector<std::string> suspicions;  // in words
};

// Reads about `rows` of the last rows. Throws what Source::recent() throws.
Survey survey(const Source& source, std::int64_t rows);

}  // namespace callwidgets::sources
