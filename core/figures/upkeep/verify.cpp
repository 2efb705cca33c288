#include "figures/upkeep/verify.h"

#include <limits>
#include <map>
#include <set>
#include <vector>

#include "database/stored_bytes.h"
#include "figures/generation.h"
#include "figures/packed/caller_days.h"
#include "figures/retention.h"
#include "figures/upkeep/external_sort.h"
#include "figures/upkeep/interrupted_load.h"
#include "figures/upkeep/period_difference.h"
#include "sql/statements.h"

namespace callwidgets::figures {
namespace {

// One link of a chain, as plainly read off the calls.
struct Link {
  std::int32_t customer;  // whole_account: of the account's chain
  std::int32_t day;
  std::int32_t previous;
  auto operator<=>(const Link&) const = default;
};

void add_to_periods(PeriodTallies& tallies, TallyKind kind, std::int32_t day, std::int64_t key,
                    std::int64_t count) {
  tallies[{kind, Grain::day, day}].add(key, count);
  tallies[{kind, Grain::month, month_of(calendar::day_of(day))}].add(key, count);
}

class Verification {
 public:
  Verification(database::Session& session, const accounts::Account& account,
               const Generation& generation, const VerifiedPart& part,
               const std::function<void(const std::string&)>& report)
      : session_(session),
        account_(account),
        generation_(generation),
        part_(part),
        differences_(session, account.number, part.range, report),
        scopes_(scopes_of(session, generation)) {
    const auto retention = Retention::of(session, account.number);
    if (retention && !retention->finished) {
      differences_.report("the purge of calls before " +
                          calendar::format(calendar::day_of(retention->first_day)) +
                          " is unfinished: callwidgets-admin purge goes on with it");
    }
    if (retention && (retention->figures_stay || !retention->finished))
      from_ = retention->first_day;
  }

  std::int64_t run() {
    check_storage();
    check_version();
    check_local_hours();
    check_counts();
    check_callers();
    check_chains();
    return differences_.count();
  }

 private:
  using Arguments = database::Arguments;

  bool wanted(std::int32_t customer) const {
    return !part_.customer || *part_.customer == customer;
  }

  // Whether a day's calls are all there to be counted.
  bool counts(std::int64_t day) const { return day >= from_; }

  // In all tables, for one file holds them all.
  void check_storage() {
    for (const auto& column : database::columns_with_text(session_)) {
      differences_.report(column.name + ": " + std::to_string(column.values) +
                          " values are not stored as bytes");
    }
  }

  void check_version() {
    const auto rows = session_.query(sql::verify::version, {{"account", account_.number}});
    if (rows.empty() || rows.integer(0, 1) == rows.integer(0, 2)) return;
    differences_.report("version " + std::to_string(rows.integer(0, 0)) +
                        " of the account has the nonce " + std::to_string(rows.integer(0, 1)) +
                        " in accounts, and in batches " +
                        (rows.integer(0, 2) < 0 ? "no row" : std::to_string(rows.integer(0, 2))));
  }

  // The stored day and hour of a call follow from its start.
  void check_local_hours() {
    constexpr std::int64_t page = 5000;
    std::int64_t wrong = 0;
    for (std::string after;;) {
      const auto rows =
          session_.query(sql::verify::local_hours,
                         {{"account", account_.number}, {"after", after}, {"limit", page}});
      for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto local =
            generation_.zone.local(calendar::Instant{std::chrono::seconds{rows.integer(row, 1)}});
        if (calendar::number(local.day) != rows.integer(row, 2) ||
            local.hour != rows.integer(row, 3)) {
          ++wrong;
        }
      }
      if (rows.size() < static_cast<std::size_t>(page)) break;
      after = rows.bytes(rows.size() - 1, 0);
    }
    if (wrong > 0) {
      differences_.report(std::to_string(wrong) +
                          " calls: the stored day or hour is not that of their start in " +
                          generation_.zone_name);
    }
  }

  // Sums, breakdowns, days of months: customer by customer, and the account as their total.
  void check_counts() {
    PeriodSums whole_sums;
    PeriodTallies whole;
    std::vector<std::int64_t> customers;
    const auto rows = session_.query(sql::customers::numbers, {{"account", account_.number}});
    for (std::size_t row = 0; row < rows.size(); ++row) customers.push_back(rows.integer(row, 0));
    for (const std::int64_t number : customers) {
      const auto customer = static_cast<std::int32_t>(number);
      if (part_.customer && !wanted(customer)) continue;
      PeriodSums sums;
      PeriodTallies tallies;
      count_customer(number, sums, tallies);
      for (const auto& [period, counted] : sums) {
        whole_sums[period] += counted;
        if (counted[Sums::calls] != 0) {
          whole[{TallyKind::customers, period.first, period.second}].add(number,
                                                                         counted[Sums::calls]);
        }
      }
      for (const auto& [key, tally] : tallies) whole[key].merge(tally);
      compare(customer, sums, tallies);
    }
    if (!part_.customer) compare(whole_account, whole_sums, whole);
  }

  void count_customer(std::int64_t customer, PeriodSums& sums, PeriodTallies& tallies) {
    const Arguments arguments{{"account", account_.number}, {"customer", customer}};
    const auto days = session_.query(sql::verify::customer_days, arguments);
    for (std::size_t row = 0; row < days.size(); ++row) {
      const auto day = static_cast<std::int32_t>(days.integer(row, 0));
      if (!counts(day)) continue;
      Sums counted;
      for (std::size_t column = 0; column < Sums::columns; ++column) {
        counted[column] = days.integer(row, column + 1);
      }
      sums[{Grain::day, day}] += counted;
      add_to_month(day, counted, sums, tallies);
    }
    const auto hours = session_.query(sql::verify::customer_hours, arguments);
    for (std::size_t row = 0; row < hours.size(); ++row) {
      if (!counts(hours.integer(row, 0))) continue;
      add_to_periods(
          tallies, TallyKind::breakdown, static_cast<std::int32_t>(hours.integer(row, 0)),
          Breakdown::hour(static_cast<int>(hours.integer(row, 1)), hours.integer(row, 2) != 0),
          hours.integer(row, 3));
    }
    const auto attributions = session_.query(sql::verify::customer_attributions, arguments);
    for (std::size_t row = 0; row < attributions.size(); ++row) {
      if (!counts(attributions.integer(row, 0))) continue;
      add_to_periods(
          tallies, TallyKind::breakdown, static_cast<std::int32_t>(attributions.integer(row, 0)),
          Breakdown::attribution(attributions.integer(row, 1)), attributions.integer(row, 2));
    }
    const auto origins = session_.query(sql::verify::customer_origins, arguments);
    for (std::size_t row = 0; row < origins.size(); ++row) {
      if (!counts(origins.integer(row, 0))) continue;
      add_to_periods(tallies, TallyKind::breakdown,
                     static_cast<std::int32_t>(origins.integer(row, 0)),
                     Breakdown::origin(origins.integer(row, 1)), origins.integer(row, 2));
    }
  }

  static void add_to_month(std::int32_t day, const Sums& counted, PeriodSums& sums,
                           PeriodTallies& tallies) {
    const std::int32_t month = month_of(calendar::day_of(day));
    sums[{Grain::month, month}] += counted;
    Tally& of_month = tallies[{TallyKind::days, Grain::month, month}];
    const std::int64_t missed = counted[Sums::missed];
    if (counted[Sums::calls] != missed)
      of_month.add(DayKey::of(day, true), counted[Sums::calls] - missed);
    if (missed != 0) of_month.add(DayKey::of(day, false), missed);
  }

  // Days whose calls are purged are what they are; their months are their sums still.
  void take_earlier_days(const PeriodSums& stored, PeriodSums& sums, PeriodTallies& tallies) {
    for (const auto& [period, of_day] : stored) {
      if (period.first != Grain::day || counts(period.second)) continue;
      sums[period] = of_day;
      add_to_month(period.second, of_day, sums, tallies);
    }
  }
  void take_earlier_days(const PeriodTallies& stored, PeriodTallies& tallies) {
    for (const auto& [key, of_day] : stored) {
      if (key.grain != Grain::day || counts(key.number)) continue;
      tallies[key] = of_day;
      tallies[{key.kind, Grain::month, month_of(calendar::day_of(key.number))}].merge(of_day);
    }
  }

  void compare(std::int32_t customer, PeriodSums& sums, PeriodTallies& tallies) {
    const auto scope = scopes_.find(customer);
    const std::string name = name_of(customer);
    PeriodSums stored;
    PeriodTallies stored_tallies;
    if (scope != scopes_.end()) {
      const auto rows = session_.query(sql::verify::scope_sums, {{"scope", scope->second}});
      for (std::size_t row = 0; row < rows.size(); ++row) {
        Sums& of_period = stored[{static_cast<Grain>(rows.integer(row, 0)),
                                  static_cast<std::int32_t>(rows.integer(row, 1))}];
        for (std::size_t column = 0; column < Sums::columns; ++column) {
          of_period[column] = rows.integer(row, column + 2);
        }
      }
      for (const TallyKind kind : {TallyKind::breakdown, TallyKind::customers, TallyKind::days}) {
        read_tallies(name, scope->second, kind, stored_tallies);
      }
    }
    take_earlier_days(stored, sums, tallies);
    take_earlier_days(stored_tallies, tallies);
    differences_.compare(name, stored, sums);
    differences_.compare(name, stored_tallies, tallies);
  }

  void read_tallies(const std::string& name, std::int64_t scope, TallyKind kind,
                    PeriodTallies& tallies) {
    const auto rows =
        session_.query(sql::verify::scope_tallies, {{"scope", scope}, {"kind", number(kind)}});
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const auto bytes = rows.bytes(row, 2);
      if (bytes.empty()) continue;
      const PeriodKey key{kind, static_cast<Grain>(rows.integer(row, 0)),
                          static_cast<std::int32_t>(rows.integer(row, 1))};
      try {
        tallies[key].merge(Tally::read(bytes));
      } catch (const DamagedBytes& damage) {
        differences_.damaged(name, key, damage.what());
        tallies.erase(key);
      }
    }
  }

  // The callers' rows, slice by slice so that memory stays bounded; and the links that their chains
  // have.
  void check_callers() {
    constexpr std::int64_t calls_of_a_slice = 1'000'000;
    const std::int64_t slices =
        session_.query(sql::calls::count, {{"account", account_.number}}).integer(0, 0) /
            calls_of_a_slice +
        1;
    using Limits = std::numeric_limits<std::int64_t>;
    // A caller is any 64-bit number, evenly spread.
    const std::uint64_t width = ~std::uint64_t{0} / static_cast<std::uint64_t>(slices) + 1;
    for (std::int64_t slice = 0; slice < slices; ++slice) {
      const auto place = [&](std::uint64_t offset) {
        return static_cast<std::int64_t>(offset ^ (std::uint64_t{1} << 63));
      };
      const std::int64_t first = place(static_cast<std::uint64_t>(slice) * width);
      const std::int64_t last = slice + 1 == slices
                                    ? Limits::max()
                                    : place(static_cast<std::uint64_t>(slice + 1) * width) - 1;
      check_slice(first, last);
    }
  }

  void check_slice(std::int64_t first, std::int64_t last) {
    using Days = std::map<std::pair<std::int32_t, std::int32_t>, std::int64_t>;
    std::map<std::int64_t, Days> callers;
    const auto rows = session_.query(
        sql::verify::caller_days, {{"account", account_.number}, {"first", first}, {"last", last}});
    for (std::size_t row = 0; row < rows.size(); ++row) {
      if (!counts(rows.integer(row, 2))) continue;
      callers[rows.integer(row, 0)][{static_cast<std::int32_t>(rows.integer(row, 1)),
                                     static_cast<std::int32_t>(rows.integer(row, 2))}] =
          rows.integer(row, 3);
    }
    for (const auto& [caller, days] : callers) {
      std::set<std::int32_t> of_account;
      std::int32_t customer = whole_account;
      std::int32_t previous = never;
      for (const auto& [place, calls] : days) {
        if (place.first != customer) previous = never;
        customer = place.first;
        links_.push({customer, place.second, previous});
        previous = place.second;
        of_account.insert(place.second);
      }
      previous = never;
      for (const std::int32_t day : of_account) {
        links_.push({whole_account, day, previous});
        previous = day;
      }
    }
    if (part_.customer || part_.range)
      return;  // a caller's row is the whole account's, and all days'

    std::map<std::int64_t, std::vector<std::string>> stored;
    const auto found =
        session_.query(sql::verify::stored_callers,
                       {{"scope", generation_.scope}, {"first", first}, {"last", last}});
    for (std::size_t row = 0; row < found.size(); ++row) {
      stored[found.integer(row, 0)].emplace_back(found.bytes(row, 2));
    }
    for (const auto& [caller, days] : callers) {
      if (!stored.contains(caller)) {
        differences_.report("caller " + std::to_string(caller) +
                            ": no days are stored, calls have " + std::to_string(days.size()));
      }
    }
    for (const auto& [caller, parts] : stored) {
      Days have;
      try {
        CallerDays::read(parts).for_each_day(
            [&](std::int32_t customer, std::int32_t day, std::int64_t calls) {
              if (counts(day)) have[{customer, day}] = calls;
            });
      } catch (const DamagedBytes& damage) {
        differences_.report("caller " + std::to_string(caller) + ": damaged: " + damage.what());
        continue;
      }
      const auto expected = callers.find(caller);
      if (expected == callers.end() ? from_ == never || !have.empty() : expected->second != have) {
        differences_.report("caller " + std::to_string(caller) +
                            ": the stored days are not those of the calls");
      }
    }
  }

  // Tallies of previous days, scope by scope.
  void check_chains() {
    std::set<std::int32_t> seen;
    std::int32_t customer = whole_account;
    PeriodTallies tallies;
    const auto finish = [&] {
      seen.insert(customer);
      if (!part_.customer || wanted(customer)) compare_chain(customer, tallies);
      tallies.clear();
    };
    links_.for_each_sorted([&](const Link& link) {
      if (link.customer != customer) finish();
      customer = link.customer;
      add_to_periods(tallies, TallyKind::previous_days, link.day, link.previous, 1);
    });
    finish();
    for (const auto& [other, scope] : scopes_) {
      if (seen.contains(other) || (part_.customer && !wanted(other))) continue;
      compare_chain(other, {});
    }
  }

  // From the calls that are left nobody can tell on which earlier day a caller had called: in what
  // holds days from then on that is as good as never.
  void forget_earlier(PeriodTallies& tallies) const {
    if (from_ == never) return;
    const std::int32_t month = month_of(calendar::day_of(from_));
    for (auto& [key, tally] : tallies) {
      if (key.grain == Grain::day ? !counts(key.number) : key.number < month) continue;
      Tally told;
      for (const auto& [previous, callers] : tally) {
        told.add(counts(previous) ? previous : never, callers);
      }
      tally = told;
    }
  }

  void compare_chain(std::int32_t customer, PeriodTallies tallies) {
    PeriodTallies stored;
    if (const auto scope = scopes_.find(customer); scope != scopes_.end()) {
      read_tallies(name_of(customer), scope->second, TallyKind::previous_days, stored);
    }
    take_earlier_days(stored, tallies);
    forget_earlier(stored);
    forget_earlier(tallies);
    differences_.compare(name_of(customer), stored, tallies);
  }

  std::string name_of(std::int32_t customer) {
    if (customer == whole_account) return "all customers";
    std::string name;
    const std::vector<database::Value> numbers{std::int64_t{customer}};
    session_.query_list(sql::customers::numbered, {{"account", account_.number}}, "numbers",
                        numbers, [&](const database::Rows& rows) {
                          if (!rows.empty())
                            name = "customer " + std::to_string(rows.integer(0, 1));
                        });
    return name;
  }

  database::Session& session_;
  const accounts::Account& account_;
  const Generation generation_;
  const VerifiedPart part_;
  PeriodDifferences differences_;
  std::int64_t from_ = never;                    // the first day whose calls are all there
  std::map<std::int32_t, std::int64_t> scopes_;  // by customer; the account's at whole_account
  ExternalSort<Link> links_{64 << 20};
};

}  // namespace

std::int64_t verify(database::Session& session, const accounts::Account& account,
                    const VerifiedPart& part,
                    const std::function<void(const std::string&)>& report) {
  return database::in_snapshot(session, [&]() -> std::int64_t {
    const auto generation = Generation::served(session, account.number);
    if (!generation) {
      report("there are no figures yet");
      return 1;
    }
    std::int64_t told = 0;
    if (const auto load = LoadState::of(session, account.number)) {
      ++told;
      report(load->interrupted()
                 ? "the account's first load was interrupted (" + load->age() +
                       "): the next command that changes the account, verify --repair yes too, "
                       "removes what it left; import its files again"
                 : "the account's first calls are being loaded (" + load->age() +
                       "): verify again when that is done");
      // Its calls aren't meant to be counted yet.
      if (!counts_calls(session, account.number)) return told;
    }
    return told + Verification{session, account, *generation, part, report}.run();
  });
}

}  // namespace callwidgets::figures
