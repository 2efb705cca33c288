// Prints the median time of each widget, in milliseconds, for a large customer, a middle one and
// the whole account, over several ranges: from the figures or, with `calls`, by the definitions.
// One line a measurement, for bench/figures.
//   figures_bench DATABASE figures|calls RUNS
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "accounts/account.h"
#include "database/address.h"
#include "figures/definition.h"
#include "figures/reader.h"
#include "sql/statements.h"
#include "widgets/answer.h"

using namespace callwidgets;
using Clock = std::chrono::steady_clock;

namespace {

template <class Body>
double median(int runs, Body body) {
  body();  // warm
  std::vector<double> times;
  for (int run = 0; run < runs; ++run) {
    const auto start = Clock::now();
    body();
    times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
  }
  std::nth_element(times.begin(), times.begin() + runs / 2, times.end());
  return times[static_cast<std::size_t>(runs / 2)];
}

struct NamedRange {
  const char* name;
  calendar::Range range;
};

std::vector<NamedRange> ranges(calendar::Day first, calendar::Day last) {
  // The worst placed: as much of two months at its ends as can be, and all months between.
  const auto worst = calendar::Range{first + date::days{1}, last - date::days{1}};
  const auto back = [&](int days) { return calendar::Range{last - date::days{days - 1}, last}; };
  return {{"7", back(7)},
          {"30", back(30)},
          {"365", back(365)},
          {"all", {first, last}},
          {"worst", worst}};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return std::fprintf(stderr, "figures_bench DATABASE figures|calls RUNS\n"), 2;
  const bool from_calls = std::string{argv[2]} == "calls";
  const int runs = std::atoi(argv[3]);
  const auto session = database::open_reader(*database::Address::parse(argv[1]));
  const auto account = accounts::all(*session).front();
  const auto extent = session->query(sql::stats::calls, {{"account", account.number}});
  const auto first = calendar::day_of(extent.integer(0, 2));
  const auto last = calendar::day_of(extent.integer(0, 3));
  figures::AccountBook book;
  // Customers of the generator: the first is the largest; the last of the first tenth is a middle
  // one.
  const std::int64_t customers =
      session->query(sql::stats::customers, {{"account", account.number}}).integer(0, 0);
  for (const auto& [scope_name, customer_id] :
       {std::pair<const char*, std::int64_t>{"large", 1000},
        {"middle", 999 + std::max<std::int64_t>(customers / 10, 1)},
        {"account", 0}}) {
    const auto subject = database::in_snapshot(
        *session, [&] { return book.read(*session, account.number, customer_id).value(); });
    figures::Scope whose{account.number, std::nullopt};
    if (customer_id != 0) whose.customer = subject.customer;
    for (const auto& [range_name, range] : ranges(first, last)) {
      question::Question question;
      question.customer_id = customer_id;
      question.range = range;
      for (std::size_t type = 0; type < widgets::table().size(); ++type) {
        question.types.push_back(type);
        const auto& widget = widgets::table()[type];
        const double time = median(runs, [&] {
          if (from_calls) {
            figures::by_definition(*session, *widget.definition, whose, range, 10);
          } else {
            figures::Reader reader{*session, book, subject, range};
            widget.reading(reader, {});
          }
        });
        std::printf("%s %s %s %.4f\n", widget.name.data(), scope_name, range_name, time);
        std::fflush(stdout);
      }
      if (from_calls) continue;
      question.several = true;
      const double time =
          median(runs, [&] { widgets::answer(*session, book, account.number, question, {}); });
      std::printf("all_eleven %s %s %.4f\n", scope_name, range_name, time);
    }
  }
}
