#include "figures/upkeep/builder.h"

#include <map>
#include <optional>
#include <set>

#include "accounts/account.h"
#include "figures/packed/caller_days.h"
#include "figures/period_rows.h"
#include "figures/upkeep/changes.h"
#include "figures/upkeep/period_figures.h"
#include "sql/statements.h"

namespace callwidgets::figures {
namespace {

using database::Values;

constexpr std::size_t rows_in_a_transaction = 20'000;

// Rows on their way into a table.
class RowBuffer {
 public:
  RowBuffer(database::Session& session, const BuilderOptions& options,
            const database::Statement& load, const database::Statement& put)
      : session_(session), options_(options), load_(load), put_(put) {}

  void add(Values row) {
    bytes_ += database::memory_of(row);
    rows_.push_back(std::move(row));
    if (rows_.size() == rows_in_a_transaction || bytes_ > options_.memory / 16) flush();
  }

  void flush() {
    if (rows_.empty()) return;
    database::in_transaction(session_, [&] {
      session_.load_rows(load_, put_, rows_);
      if (options_.in_each_transaction) options_.in_each_transaction();
    });
    rows_.clear();
    bytes_ = 0;
  }

 private:
  database::Session& session_;
  const BuilderOptions& options_;
  const database::Statement& load_;
  const database::Statement& put_;
  std::vector<Values> rows_;
  std::size_t bytes_ = 0;
};

class PeriodWriter {
 public:
  PeriodWriter(database::Session& session, const BuilderOptions& options)
      : sums_(session, options, sql::figures::load_sums, sql::figures::put_sums),
        tallies_(session, options, sql::figures::load_tallies, sql::figures::put_tallies) {}

  void write(const Period& period, const PeriodFigures& figures) {
    sums_.add(row_of(period, figures.sums));
    auto parts = figures.tallies.write();
    for (std::size_t part = 0; part < parts.size(); ++part) {
      tallies_.add(row_of(period, part, std::move(parts[part])));
    }
  }

  void flush() {
    sums_.flush();
    tallies_.flush();
  }

 private:
  RowBuffer sums_, tallies_;
};

}  // namespace

// A scope's days, given in order, become its months too.
class Builder::ScopeWriter {
 public:
  ScopeWriter(PeriodWriter& writer, std::int64_t scope) : writer_(writer), scope_(scope) {}

  void write(std::int32_t day, const PeriodFigures& figures) {
    const std::int32_t month = month_of(calendar::day_of(day));
    if (month_ && *month_ != month) finish();
    month_ = month;
    writer_.write({scope_, Grain::day, day}, figures);
    of_month_.merge(figures);
    Tally& days = of_month_.tallies[TallyKind::days];
    const std::int64_t missed = figures.sums[Sums::missed];
    const std::int64_t answered = figures.sums[Sums::calls] - missed;
    if (answered != 0) days.add(DayKey::of(day, true), answered);
    if (missed != 0) days.add(DayKey::of(day, false), missed);
  }

  void finish() {
    if (month_) writer_.write({scope_, Grain::month, *month_}, of_month_);
    month_.reset();
    of_month_ = {};
  }

 private:
  PeriodWriter& writer_;
  std::int64_t scope_;
  std::optional<std::int32_t> month_;
  PeriodFigures of_month_;
};

Builder::Builder(database::Session& writer, const Generation& generation, BuilderOptions options)
    : writer_(writer),
      generation_(generation),
      options_(std::move(options)),
      events_(options_.memory / 4, options_.folder),
      caller_days_(options_.memory / 4, options_.folder) {}

void Builder::add(const StoredCall& call) {
  if (call.quarantined) return;
  const auto local = generation_.zone.local(call.instant());
  const auto day = static_cast<std::int32_t>(calendar::number(local.day));
  const auto customer = static_cast<std::int32_t>(call.customer);
  events_.push({customer, day, is_call, call.duration, static_cast<std::int32_t>(call.attribution),
                static_cast<std::int32_t>(call.origin), static_cast<std::uint8_t>(local.hour),
                call.answered, call.caller != 0});
  if (call.caller != 0) caller_days_.push({call.caller, customer, day});
}

void Builder::finish() {
  make_scopes();
  write_callers();

  Scopes scopes{writer_, generation_};
  PeriodWriter writer{writer_, options_};
  std::map<std::int32_t, PeriodFigures> account;  // by day
  std::optional<ScopeWriter> scope;
  std::int32_t customer = whole_account;
  std::int32_t day = never;
  PeriodFigures figures;  // of that customer's day
  std::set<std::int32_t> earlier_only;
  if (earlier_) earlier_only = earlier_->customers();
  const auto open = [&](std::int32_t of) {
    scope.emplace(writer, scopes.customer(of));
    write_earlier_days(*scope, of);
    earlier_only.erase(of);
  };

  const auto finish_day = [&] {
    if (day == never) return;
    PeriodFigures& whole = account[day];
    if (customer == whole_account) {
      whole.tallies[TallyKind::previous_days].merge(figures.tallies[TallyKind::previous_days]);
    } else {
      scope->write(day, figures);
      whole.sums += figures.sums;
      whole.tallies[TallyKind::breakdown].merge(figures.tallies[TallyKind::breakdown]);
      whole.tallies[TallyKind::customers].add(customer, figures.sums[Sums::calls]);
    }
    figures = {};
  };
  events_.for_each_sorted([&](const Event& event) {
    if (event.customer != customer || event.day != day) finish_day();
    if (event.customer != customer) {
      if (scope) scope->finish();
      customer = event.customer;
      open(customer);
    }
    day = event.day;
    if (event.previous != is_call) {
      figures.tallies[TallyKind::previous_days].add(event.previous, 1);
      return;
    }
    StoredCall call;
    call.duration = event.duration;
    call.answered = event.answered != 0;
    call.caller = event.known;
    figures.sums += sums_of(call);
    Tally& breakdown = figures.tallies[TallyKind::breakdown];
    breakdown.add(Breakdown::hour(event.hour, call.answered), 1);
    breakdown.add(Breakdown::attribution(event.attribution), 1);
    breakdown.add(Breakdown::origin(event.origin), 1);
  });
  finish_day();
  if (scope) scope->finish();
  while (!earlier_only.empty()) {
    open(*earlier_only.begin());
    scope->finish();
  }

  ScopeWriter whole{writer, generation_.scope};
  write_earlier_days(whole, whole_account);
  for (const auto& [of, all] : account) whole.write(of, all);
  whole.finish();
  writer.flush();
}

void Builder::write_earlier_days(ScopeWriter& writer, std::int32_t customer) {
  if (!earlier_) return;
  for (const auto& [day, figures] : earlier_->days(customer)) writer.write(day, figures);
}

// Scopes are numbered within the account, so whoever makes one holds it; batches go on between
// these transactions.
void Builder::make_scopes() {
  std::vector<std::int64_t> customers;
  const auto rows = writer_.query(sql::customers::numbers, {{"account", generation_.account}});
  for (std::size_t row = 0; row < rows.size(); ++row) customers.push_back(rows.integer(row, 0));
  constexpr std::size_t at_once = 500;
  for (std::size_t first = 0; first < customers.size(); first += at_once) {
    database::in_transaction(writer_, [&] {
      accounts::hold(writer_, generation_.account);
      if (options_.in_each_transaction) options_.in_each_transaction();
      Scopes scopes{writer_, generation_};
      for (std::size_t at = first; at < std::min(first + at_once, customers.size()); ++at) {
        scopes.customer(customers[at]);
      }
    });
  }
}

// Each caller's days as one row, and his links as events of the days where they end.
void Builder::write_callers() {
  RowBuffer rows{writer_, options_, sql::callers::load, sql::callers::put};
  CallerDays days;
  std::optional<std::int64_t> caller;
  const auto finish_caller = [&] {
    if (!caller) return;
    const auto parts = days.write();
    for (std::size_t part = 0; part < parts.size(); ++part) {
      rows.add({generation_.scope, *caller, static_cast<std::int64_t>(part), parts[part]});
    }
    days.for_each_link([&](std::int32_t customer, std::int32_t day, std::int32_t previous) {
      if (earlier_ && day < earlier_->before()) return;  // counted already
      Event link{};
      link.customer = customer;
      link.day = day;
      link.previous = previous;
      events_.push(link);
    });
    days = {};
  };
  if (earlier_) {
    earlier_->for_each_caller_day([&](std::int64_t of, std::int32_t customer, std::int32_t day) {
      caller_days_.push({of, customer, day});
    });
  }
  caller_days_.for_each_sorted([&](const CallerDay& call) {
    if (caller != call.caller) finish_caller();
    caller = call.caller;
    days.change(call.customer, call.day, 1);
  });
  finish_caller();
  rows.flush();
}

}  // namespace callwidgets::figures
