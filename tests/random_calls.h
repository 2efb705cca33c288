// Seeded random call records, written as an import file and told to an oracle at the same time.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "oracle.h"

namespace callwidgets::test {

// The seed of this run: CALLWIDGETS_RANDOM_SEED, else a new one; printed on standard error.
unsigned random_seed();

// The same file with other ids in it, so that the two may be imported in any order.
std::string with_other_ids(std::string file);

class RandomCalls {
 public:
  // Calls of `account` fall into the 400 days from 2023-10-20 on, in its zone with daylight saving.
  RandomCalls(unsigned seed, const std::string& account) : random_(seed), account_(account) {}

  // `count` records: new calls, later ones of earlier days, corrections, deletions, quarantined,
  // masked and withheld callers. CSV or JSON, as it falls. The oracle knows them all afterwards.
  std::string file(int count, Oracle& oracle);

  OracleQuestion question();
  static std::string target(const OracleQuestion& question);

 private:
  struct Record {
    std::vector<std::pair<std::string, std::string>> fields;
  };
  int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random_); }
  bool chance(int percent) { return below(100) < percent; }
  template <class List>
  auto& one(const List& list) {
    return list[below(static_cast<int>(list.size()))];
  }
  long moment();
  void caller(Record& record, OracleCall& call);
  void names(Record& record, OracleCall& call);
  Record record(Oracle& oracle);
  std::string csv(const std::vector<Record>& records);
  std::string json(const std::vector<Record>& records);

  std::mt19937 random_;
  std::string account_;
  std::vector<std::string> ids_;
};

}  // namespace callwidgets::test
