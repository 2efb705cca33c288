// Prints the median time of each widget, in milliseconds, for a large customer, a middle one and
// the whole account, over several ranges: from the figures or, with `calls`, by the definitions.
// One line a measurement, with a median for each database: they are asked in turn.
//   figures_bench figures|calls RUNS DATABASE…
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "accounts/account.h"
#include "bench/median.h"
#include "database/address.h"
#include "fcgi/heap.h"
#include "figures/definition.h"
#include "figures/reader.h"
#include "sql/statements.h"
#include "widgets/answer.h"

using namespace callwidgets;
using Clock = std::chrono::steady_clock;

namespace {

struct Place {
  const char* scope;
  const char* range;
};

// One database with calls of the generator's, and what is asked of it.
class Subject {
 public:
  explicit Subject(const std::string& database)
      : session_(database::open_reader(*database::Address::parse(database))),
        account_(accounts::all(*session_).front().number) {
    const auto extent = session_->query(sql::stats::calls, {{"account", account_}});
    first_ = calendar::day_of(extent.integer(0, 2));
    last_ = calendar::day_of(extent.integer(0, 3));
    customers_ = session_->query(sql::stats::customers, {{"account", account_}}).integer(0, 0);
  }

  void choose(const Place& place) {
    question_ = {};
    question_.account = account_;
    question_.several = true;
    question_.customer_id = customer(place.scope);
    question_.range = range(place.range);
    for (std::size_t type = 0; type < widgets::table().size(); ++type) {
      question_.types.push_back(type);
    }
    subject_ = database::in_snapshot(
        *session_, [&] { return book_.read(*session_, account_, question_.customer_id).value(); });
  }

  void by_definition(const widgets::Widget& widget) {
    figures::Scope scope{account_, std::nullopt};
    if (question_.customer_id != 0) scope.customer = subject_.customer;
    figures::by_definition(*session_, *widget.definition, scope, question_.range, 10);
  }
  void from_figures(const widgets::Widget& widget) {
    figures::Reader reader{*session_, book_, subject_, question_.range};
    widget.reading(reader, {});
  }
  void all_types() { widgets::answer(*session_, book_, question_, {}); }

 private:
  // The generator's first customer is the largest; the last of the first tenth is a middle one.
  std::int64_t customer(const std::string& scope) const {
    if (scope == "large") return 1000;
    if (scope == "middle") return 999 + std::max<std::int64_t>(customers_ / 10, 1);
    return 0;
  }
  calendar::Range range(const std::string& name) const {
    if (name == "all") return {first_, last_};
    // As much of two months at its ends as can be, and all months between.
    if (name == "worst") return {first_ + date::days{1}, last_ - date::days{1}};
    return {last_ - date::days{std::stoi(name) - 1}, last_};
  }

  const std::unique_ptr<database::Session> session_;
  const std::int64_t account_;
  calendar::Day first_, last_;
  std::int64_t customers_ = 0;
  figures::SubjectCache book_;
  question::Question question_;
  figures::Subject subject_{};
};

// In turn, so that none has another machine than the others; but several times in a row each, for
// who comes back to a server after another one first finds its thread on the wrong core.
template <class Body>
void measure(const std::string& widget, const Place& place, int runs,
             std::vector<std::unique_ptr<Subject>>& subjects, Body body) {
  constexpr int turns = 3, warming = 5;
  const int row = (runs + turns - 1) / turns;
  std::printf("%s %s %s", widget.c_str(), place.scope, place.range);
  std::vector<std::vector<double>> times(subjects.size());
  for (int turn = 0; turn < turns; ++turn) {
    for (std::size_t at = 0; at < subjects.size(); ++at) {
      for (int run = -warming; run < row; ++run) {
        const auto start = Clock::now();
        body(*subjects[at]);
        const std::chrono::duration<double, std::milli> took = Clock::now() - start;
        if (run >= 0) times[at].push_back(took.count());
      }
    }
  }
  for (auto& mine : times) std::printf(" %.4f", median(std::move(mine)));
  std::puts("");
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    return std::fputs("figures_bench figures|calls RUNS DATABASE…\n", stderr), 2;
  }
  web::keep_freed_memory();
  const bool from_calls = std::string{argv[1]} == "calls";
  const int runs = std::atoi(argv[2]);
  std::vector<std::unique_ptr<Subject>> subjects;
  for (char** database = argv + 3; *database; ++database) {
    subjects.push_back(std::make_unique<Subject>(*database));
  }
  for (const char* const scope : {"large", "middle", "account"}) {
    for (const char* const range : {"7", "30", "365", "all", "worst"}) {
      const Place place{scope, range};
      for (const auto& subject : subjects) subject->choose(place);
      for (const widgets::Widget& widget : widgets::table()) {
        measure(std::string{widget.name}, place, runs, subjects, [&](Subject& subject) {
          from_calls ? subject.by_definition(widget) : subject.from_figures(widget);
        });
      }
      if (from_calls) continue;
      measure("all_eleven", place, runs, subjects, [](Subject& subject) { subject.all_types(); });
    }
  }
}
