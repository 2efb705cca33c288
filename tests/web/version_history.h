// What was right when, of a fixed set of questions, while the calls change.
#pragma once

#include <chrono>
#include <mutex>
#include <string>
#include <vector>

#include "oracle.h"

namespace callwidgets::test {

class VersionHistory {
 public:
  using Clock = std::chrono::steady_clock;

  explicit VersionHistory(std::vector<OracleQuestion> questions)
      : questions_(std::move(questions)) {}
  const std::vector<OracleQuestion>& questions() const { return questions_; }
  size_t versions() const;

  // The oracle knows the new calls; their import begins only after this. It isn't for threads.
  void begin(const Oracle& oracle);
  // The import has ended: from now on what was right before isn't.
  void end();

  // Whether that answer to a question was right at some moment from `from` to `to`.
  bool was_right(size_t question, const std::string& body, Clock::time_point from,
                 Clock::time_point to) const;

 private:
  struct Version {
    Clock::time_point begun, ended;
    std::vector<size_t> bodies;  // their hashes
  };

  const std::vector<OracleQuestion> questions_;
  mutable std::mutex mutex_;
  std::vector<Version> versions_;
};

}  // namespace callwidgets::test
