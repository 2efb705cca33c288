// Prints the median time, in milliseconds, of a batch of 100 late calls scattered over all days of
// an account (from bench's generator), and of inserting 100 such rows alone in one transaction, in
// turn. The calls stay.
//   batch_bench DATABASE RUNS
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "accounts/account.h"
#include "bench/median.h"
#include "database/address.h"
#include "figures/generation.h"
#include "figures/importing/batch.h"
#include "figures/period_rows.h"
#include "sql/statements.h"

using namespace callwidgets;
using Clock = std::chrono::steady_clock;

namespace {

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

// The keys of the periods whose figures a batch changes.
std::vector<database::Values> periods_of(database::Session& session,
                                         const accounts::Account& account,
                                         figures::Directory& directory,
                                         const std::vector<calls::Call>& calls) {
  using figures::Grain;
  std::set<database::Values> keys;
  database::in_transaction(session, [&] {
    figures::Scopes scopes{session, figures::Generation::required(session, account.number)};
    const auto add = [&](std::int64_t scope, Grain grain, std::int64_t period) {
      keys.insert(figures::key_of({scope, grain, static_cast<std::int32_t>(period)}));
    };
    for (const auto& call : calls) {
      const calendar::Day day = account.zone.local(call.start).day;
      const std::int64_t customer = scopes.customer(directory.stored(call).customer);
      for (const std::int64_t scope : {customer, scopes.account()}) {
        add(scope, Grain::month, figures::month_of(day));
        add(scope, Grain::day, calendar::number(day));
      }
    }
  });
  return {keys.begin(), keys.end()};
}

// Reads their tallies and writes them again as they are: what of a batch's time stands in these
// rows.
void rewrite(database::Session& session, const std::vector<database::Values>& keys) {
  database::in_transaction(session, [&] {
    std::vector<database::Values> rows;
    session.query_each(sql::figures::tallies_of_period, keys, [&](const database::Rows& found) {
      for (std::size_t row = 0; row < found.size(); ++row) {
        const figures::Period period{found.integer(row, 0),
                                     static_cast<figures::Grain>(found.integer(row, 1)),
                                     static_cast<std::int32_t>(found.integer(row, 2))};
        rows.push_back(row_of(period, static_cast<std::size_t>(found.integer(row, 3)),
                              figures::tallies_in(found, row, 4)));
      }
    });
    session.execute_rows(sql::figures::put_tallies, rows);
  });
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return std::fprintf(stderr, "batch_bench DATABASE RUNS\n"), 2;
  const int runs = std::atoi(argv[2]);
  const auto session = database::open_writer(*database::Address::parse(argv[1]));
  const auto account = accounts::all(*session).front();
  const auto extent = session->query(sql::stats::calls, {{"account", account.number}});
  const std::int64_t first = extent.integer(0, 2), days = extent.integer(0, 3) - first + 1;
  std::mt19937_64 random{std::random_device{}()};
  const auto below = [&](std::int64_t bound) {
    return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(bound));
  };
  figures::BatchWriter writer{*session, account};
  figures::Directory directory{*session, account.number};
  const std::string run_name = std::to_string(random() % 1'000'000'000);
  std::vector<double> batches, bare, tallies;
  std::size_t periods = 0;
  for (int run = 0; run < runs; ++run) {
    std::vector<calls::Call> calls(100);
    for (std::size_t at = 0; at < calls.size(); ++at) {
      calls::Call& call = calls[at];
      call.cdr_id = "late-" + run_name + "-" + std::to_string(run) + "-" + std::to_string(at);
      call.start =
          calendar::Instant{std::chrono::seconds{(first + below(days)) * 86'400 + below(86'400)}};
      call.duration = static_cast<std::int32_t>(below(600));
      call.answered = below(5) > 0;
      // Zipf's law, nearly: the n-th customer about 1/n as often as the first.
      call.customer_id =
          1000 +
          static_cast<std::int64_t>(std::pow(1000.0, static_cast<double>(below(1'000'000)) / 1e6)) -
          1;
      call.caller = below(12) == 0 ? 0 : static_cast<std::int64_t>(random() | 1);
      call.attribution = "Source 0" + std::to_string(below(10));
      call.origin = "Area 0" + std::to_string(10 + below(90));
    }
    auto start = Clock::now();
    writer.apply(calls);
    batches.push_back(milliseconds_since(start));

    std::vector<database::Values> rows;
    database::in_transaction(*session, [&] {
      directory.begin();
      std::vector<const calls::Call*> met;
      for (const auto& call : calls) met.push_back(&call);
      directory.meet(met);
      for (auto& call : calls) {
        call.cdr_id += "-bare";
        call.quarantined = true;  // counts nowhere, so that the figures stay exact
        rows.push_back(figures::row_of(account.number, call, directory.stored(call), account.zone));
      }
    });
    start = Clock::now();
    database::in_transaction(*session, [&] { session->execute_rows(sql::calls::put, rows); });
    bare.push_back(milliseconds_since(start));
    const auto keys = periods_of(*session, account, directory, calls);
    periods = keys.size();
    start = Clock::now();
    rewrite(*session, keys);
    tallies.push_back(milliseconds_since(start));
  }
  std::printf(
      "batch of 100 late calls, with figures: %.1f ms; the 100 rows alone: %.1f ms; ratio %.1f; "
      "the tallies of its %zu periods, read and written again as they are: %.1f ms\n",
      median(batches), median(bare), median(batches) / median(bare), periods, median(tallies));
}
