// Writes a large, plausible set of call records as CSV: customers of Zipf size, callers who call
// again, a few attributions, some hundred origins. The same seed gives the same calls.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "calendar/day.h"

using namespace callwidgets;

namespace {

struct Options {
  std::int64_t calls = 100'000;
  std::int64_t customers = 1000;
  std::int64_t days = 730;
  std::uint64_t seed = 1;
};

Options parse(int argc, char** argv) {
  Options options;
  for (int at = 1; at + 1 < argc; at += 2) {
    const std::string name = argv[at];
    const std::int64_t value = std::atoll(argv[at + 1]);
    if (name == "--calls") options.calls = value;
    if (name == "--customers") options.customers = value;
    if (name == "--days") options.days = value;
    if (name == "--seed") options.seed = static_cast<std::uint64_t>(value);
  }
  return options;
}

// Draws numbers from 0 on, the n-th about 1/n as often as the first.
class Zipf {
 public:
  explicit Zipf(std::int64_t count) {
    double sum = 0;
    for (std::int64_t n = 1; n <= count; ++n)
      bounds_.push_back(sum += 1.0 / static_cast<double>(n));
  }
  template <class Random>
  std::int64_t operator()(Random& random) const {
    const double at = std::uniform_real_distribution<>{0, bounds_.back()}(random);
    return std::lower_bound(bounds_.begin(), bounds_.end(), at) - bounds_.begin();
  }

 private:
  std::vector<double> bounds_;
};

}  // namespace

int main(int argc, char** argv) {
  const Options options = parse(argc, argv);
  std::mt19937_64 random{options.seed};
  const Zipf customer{options.customers}, attribution{12}, origin{400};
  // A customer has about four calls to a caller; nearly half of the callers call more than once.
  const std::uint64_t callers = static_cast<std::uint64_t>(options.calls / 4 + 1);
  const std::int64_t first = calendar::number(*calendar::parse_day("2024-01-01"));
  std::lognormal_distribution<> seconds{4.3, 1.1};
  std::puts("cdr_id,start,duration,answered,customer_id,anum,anum_ndc_name,source_name");
  for (std::int64_t id = 1; id <= options.calls; ++id) {
    // In order of time, as a platform's export is.
    const std::int64_t day = first + id * options.days / (options.calls + 1);
    const std::int64_t second = static_cast<std::int64_t>(
        std::clamp(std::normal_distribution<>{50'000, 12'000}(random), 0.0, 86'399.0));
    const std::int64_t of = customer(random);
    const bool withheld = random() % 12 == 0;
    // Squared, so that some call much more often than others.
    const double share = std::uniform_real_distribution<>{}(random);
    const auto caller = static_cast<std::uint64_t>(share * share * static_cast<double>(callers));
    char anum[32] = "";
    if (!withheld)
      std::snprintf(anum, sizeof anum, "+441%09llu", static_cast<unsigned long long>(caller));
    std::printf("%lld,%s %02lld:%02lld:%02lld,%d,%d,%lld,%s,Area %03lld,Source %02lld\n",
                static_cast<long long>(id), calendar::format(calendar::day_of(day)).c_str(),
                static_cast<long long>(second / 3600), static_cast<long long>(second / 60 % 60),
                static_cast<long long>(second % 60),
                static_cast<int>(std::min(seconds(random), 7200.0)), random() % 5 == 0 ? 0 : 1,
                static_cast<long long>(1000 + of), anum, static_cast<long long>(origin(random)),
                static_cast<long long>(attribution(random)));
  }
}
