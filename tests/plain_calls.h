// Call records for tests of what becomes of answers: each call differs from the one before it.
#pragma once

#include <string>
#include <vector>

#include "oracle.h"

namespace callwidgets::test {

// Days are UTC's. The oracles know the calls when the text is made.
class PlainCalls {
 public:
  using Oracles = std::vector<Oracle*>;

  // CSV of `count` new calls of that day, from `second` of it on.
  std::string csv(int count, long customer, long day, const Oracles& oracles, long second = 43200);
  // CSV of `count` new calls of the customers 1 to 3, scattered over 60 days from `day` on.
  std::string scattered_csv(int count, long day, const Oracles& oracles);

  // The newest call once more, as one of another day; or its deletion.
  std::string moved_csv(long customer, long day, const Oracles& oracles);
  std::string deleted_csv(const Oracles& oracles) const;

 private:
  std::string line(long customer, long start, const Oracles& oracles);

  int count_ = 0;
};

}  // namespace callwidgets::test
