#pragma once
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "calendar/day.h"
#include "database/session.h"
#include "figures/packed/tally.h"
#include "figures/period.h"
#include "figures/series.h"
#include "figures/state.h"
#include "figures/subject_cache.h"
#include "figures/sums.h"
#include "figures/tally_kind.h"

namespace callwidgets::figures {

// What somebody or something has in calls.
struct Ranked {
  std::string name;
  std::int64_t id = 0;  // a customer's
  std::int64_t calls = 0;
};

// Reads the figures of one subject over one range, those that two widgets need at most once, all
// from one state. `book` is of the subject's account. Made for one question; used by one thread.
// Throws database::Error, DamagedBytes; StateChanged, outside of a snapshot.
class Reader {
 public:
  Reader(database::Session& session, SubjectCache& book, const Subject& subject,
         const calendar::Range& range);

  bool of_one_customer() const { return subject_.customer != 0; }

  // That everything was read from so far; the book's where nothing was.
  const State& state() const { return state_ ? *state_ : book_.state(); }

  const Sums& sums();
  std::int64_t unique_callers();

  // Answered and missed calls by hour: two numbers for each of 24.
  std::vector<std::int64_t> hours();
  // The same by day: rows of day, answered and missed, in order; days without a call may be left
  // out, and some beyond the range stand in it.
  Series days();

  // Those with most calls, ties by the name's bytes; `limit` 0 means all.
  std::vector<Ranked> attributions(std::size_t limit);
  std::vector<Ranked> origins(std::size_t limit);
  // The same of customers, ties by id. Only the whole account's scope has any.
  std::vector<Ranked> customers(std::size_t limit);

 private:
  database::Arguments arguments(std::initializer_list<database::Argument> more) const;
  // The same, with the scope and its runs of days and months.
  database::Arguments over_runs(std::initializer_list<database::Argument> more) const;
  void see(const database::Rows& rows);  // the state, which each row begins with
  template <class Visit>
  void tallies(TallyKind kind, Visit visit);
  std::optional<std::int64_t> new_callers_in_heads();  // nothing where the heads are too short
  std::int64_t new_callers();
  Tally total(TallyKind kind);
  const Tally& breakdown();
  std::vector<Ranked> ranked(bool (*mine)(std::int64_t key), std::size_t limit);

  database::Session& session_;
  SubjectCache& book_;
  const Subject subject_;
  const calendar::Range range_;
  const Runs runs_;
  std::optional<State> state_;
  std::optional<Sums> sums_;
  std::optional<Tally> breakdown_;
  std::optional<std::int64_t> unique_callers_;
};

}  // namespace callwidgets::figures
