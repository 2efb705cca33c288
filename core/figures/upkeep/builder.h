#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "figures/generation.h"
#include "figures/stored_call.h"
#include "figures/upkeep/earlier_figures.h"
#include "figures/upkeep/external_sort.h"

namespace callwidgets::figures {

struct BuilderOptions {
  std::function<void()> in_each_transaction;    // where given: throws where it may not go on
  std::size_t memory = std::size_t{256} << 20;  // bytes, for sorting and for rows on their way
  std::string folder;                           // for temporary files; empty: the system's
};

// Builds all figures of an empty generation from calls given in any order, in memory that doesn't
// grow with their number and in many small transactions. Nothing may write to the generation
// meanwhile.
class Builder {
 public:
  // `writer` outlives this.
  Builder(database::Session& writer, const Generation& generation, BuilderOptions options);

  // Before finish(): days before a day come from there, and no call added is of one of them.
  void take_over(const EarlierFigures& earlier) { earlier_.emplace(earlier); }

  void add(const StoredCall& call);

  // Sorts, counts and writes. Throws database::Error, std::system_error (disk full).
  void finish();

 private:
  // A call of a customer's day, or a link of a caller's chain that ends there.
  struct Event {
    std::int32_t customer;  // whole_account: a link of the account's chain
    std::int32_t day;
    std::int32_t previous;  // of a link; `is_call` for a call
    std::int32_t duration;
    std::int32_t attribution;
    std::int32_t origin;
    std::uint8_t hour, answered, known;
  };
  struct EarlierEvent {
    bool operator()(const Event& left, const Event& right) const {
      return left.customer != right.customer ? left.customer < right.customer
                                             : left.day < right.day;
    }
  };
  struct CallerDay {
    std::int64_t caller;
    std::int32_t customer;
    std::int32_t day;
    auto operator<=>(const CallerDay&) const = default;
  };
  static constexpr std::int32_t is_call = -2;  // below `never`

  class ScopeWriter;
  void write_earlier_days(ScopeWriter& writer, std::int32_t customer);
  void write_callers();
  void make_scopes();

  database::Session& writer_;
  const Generation generation_;
  const BuilderOptions options_;
  std::optional<EarlierFigures> earlier_;
  ExternalSort<Event, EarlierEvent> events_;
  ExternalSort<CallerDay> caller_days_;
};

}  // namespace callwidgets::figures
