#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "sources/judged_slices.h"
#include "sources/rows/rows.h"
#include "sources/verdicts/verdict.h"

namespace callwidgets::sources {

// What another report says of a call.
struct Claim {
  std::string id;
  bool answered = false;
};

// The claims in the rows of another report, by its columns: an id (uniqueid, linkedid, call_id, …)
// and what became of the call (disposition, status, answered, …); of several rows with one id the
// call is answered where any says so. Throws RowsError where a column is missing, naming those that
// there are; `report` is how the message names it.
std::vector<Claim> claims_in(const std::string& report, const std::vector<std::string>& columns,
                             Rows& rows);

// A call on which two countings differ, and why.
struct Difference {
  enum class Kind : std::uint8_t { they_answered, they_missed, only_here, only_there };
  Kind kind;
  std::string id;
  std::int64_t start = 0;  // seconds since 1970, UTC; 0: unknown
  std::string cause;       // a sentence
};

// The calls of a stretch of time beside the countings that others make of the same rows.
class Reconciliation {
 public:
  // Once for each slice.
  void take(const Slice& slice);
  // Compares with another report.
  std::vector<Difference> compare(const std::vector<Claim>& claims) const;

  std::int64_t answered() const { return answered_; }
  std::int64_t missed() const { return missed_; }

  // Every row a call, by its disposition, as FreePBX's CDR Reports counts.
  const std::map<Outcome, std::int64_t>& rows() const { return rows_; }
  // Where these rows are: of calls, and of what is none, by kind.
  std::int64_t rows_of_calls() const { return rows_of_calls_; }
  const std::array<std::int64_t, left_out_kinds>& rows_left_out() const { return rows_left_out_; }

  // A call is answered where any row is that says it is of this call.
  std::int64_t any_answered() const { return any_answered_; }
  // The calls that are so and were missed.
  const std::vector<Difference>& wrongly_answered() const { return wrongly_answered_; }

 private:
  struct Known {
    LeftOut left_out;
    bool answered;
    std::int64_t start;
    std::string sentence;
  };

  std::int64_t answered_ = 0, missed_ = 0, rows_of_calls_ = 0, any_answered_ = 0;
  std::map<Outcome, std::int64_t> rows_;
  std::array<std::int64_t, left_out_kinds> rows_left_out_{};
  std::vector<Difference> wrongly_answered_;
  std::unordered_map<std::string, Known> known_;          // by id
  std::unordered_map<std::string, std::string> of_call_;  // the id of a call's arrival
};

}  // namespace callwidgets::sources
