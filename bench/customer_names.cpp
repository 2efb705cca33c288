// Prints for each database what it takes to find customers by the beginnings of words of their
// names, in milliseconds: to read all names, which is done after a rename, and the median of first
// pages. An account without customers gets COUNT made-up ones first.
//   customer_names COUNT RUNS DATABASE…
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "accounts/account.h"
#include "accounts/customer.h"
#include "accounts/customer_names.h"
#include "bench/median.h"
#include "database/address.h"
#include "fcgi/heap.h"
#include "sql/statements.h"

using namespace callwidgets;
using Clock = std::chrono::steady_clock;

namespace {

void add_customers(database::Session& session, std::int64_t account, std::int64_t count) {
  const char* const first[] = {"Praxis", "Kanzlei", "Autohaus", "Bäckerei", "Hotel", "Église"};
  const char* const second[] = {"Müller",  "Harst",   "De Vries", "Östlund",
                                "O'Brien", "Σωτήρης", "García"};
  const char* const third[] = {"& Söhne", "(Zentrale)", "am Markt", "GmbH"};
  std::vector<database::Values> rows;
  for (std::int64_t number = 1; number <= count; ++number) {
    const auto at = static_cast<std::size_t>(number);
    const std::string name = std::string{first[at % 6]} + ' ' + second[at % 7] + ' ' +
                             third[at % 4] + ' ' + std::to_string(number);
    rows.push_back({account, number, 400'000 + number * 7, name, "K-" + std::to_string(number)});
  }
  database::in_transaction(session, [&] { session.execute_rows(sql::customers::add, rows); });
}

template <class Body>
double milliseconds(int runs, Body body) {
  constexpr int warming = 3;
  std::vector<double> times;
  for (int run = -warming; run < runs; ++run) {
    const auto start = Clock::now();
    body();
    const std::chrono::duration<double, std::milli> took = Clock::now() - start;
    if (run >= 0) times.push_back(took.count());
  }
  return median(std::move(times));
}

void measure(const database::Address& address, std::int64_t count, int runs) {
  constexpr std::int64_t pagesize = 20;
  const auto writer = database::open_writer(address);
  const std::int64_t account = accounts::all(*writer).front().number;
  if (writer->query(sql::customers::highest, {{"account", account}}).integer(0, 0) == 0) {
    add_customers(*writer, account, count);
  }
  const auto session = database::open_reader(address);
  std::string names;
  const double reading = milliseconds(runs, [&] {
    names = database::in_snapshot(*session,
                                  [&] { return accounts::read_customer_names(*session, account); });
  });
  std::printf("all names %.1f ms, %zu bytes", reading, names.size());
  for (const char* const text : {"h", "har", "mül pra", "4999", "nobody"}) {
    accounts::CustomerFilter filter;
    filter.name = accounts::NameSearch::of(text);
    std::int64_t total = 0;
    const double took = milliseconds(
        runs, [&] { total = accounts::page(*session, account, filter, names, 0, pagesize).total; });
    std::printf("; \"%s\" %.2f ms, %ld", text, took, static_cast<long>(total));
  }
  std::puts("");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return std::fputs("customer_names COUNT RUNS DATABASE…\n", stderr), 2;
  web::keep_freed_memory();
  for (char** database = argv + 3; *database; ++database) {
    measure(*database::Address::parse(*database), std::atoll(argv[1]), std::atoi(argv[2]));
  }
}
