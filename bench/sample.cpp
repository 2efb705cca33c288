// callwidgets-sample: writes made-up call records of three customers to standard output, as the CSV
// that `callwidgets-admin import` reads. The same options give the same bytes. Nobody's real data:
// the numbers come from the ranges that Ofcom keeps free for drama, the names from nowhere.
#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <iostream>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/day.h"

namespace callwidgets::bench {
namespace {

using calendar::Day;

struct Options {
  std::uint64_t seed = 1;
  std::int64_t days = 90;
  std::int64_t calls = 20'000;
  // Nothing happens after this second: with --today the end of that day, else now.
  std::int64_t last = std::chrono::duration_cast<std::chrono::seconds>(
                          std::chrono::system_clock::now().time_since_epoch())
                          .count();
};

constexpr std::string_view kUsage =
    "usage: callwidgets-sample [--seed N] [--days N] [--calls N] [--today YYYY-MM-DD]\n"
    "Writes call records of 3 customers as CSV: by default some 20000 calls in 90 days up to "
    "now.\n";

// One line of business: how busy it is, when, and where its callers live.
struct Customer {
  std::string_view id;
  std::string_view number;
  double share;                          // of all calls
  std::array<double, 24> hours;          // weight of each hour of the day
  std::array<double, 7> weekdays;        // Sunday first
  double missed_in_hours, missed_after;  // part that nobody answers: 08 to 18 o'clock, and else
  double seconds;                        // median length of an answered call
  // "name/medium", where an empty part is not given, and its weight
  std::vector<std::pair<std::string_view, double>> attributions;
  std::vector<std::pair<std::size_t, double>> areas;  // index into kAreas, and its weight
};

struct Area {
  std::string_view ndc_name;  // as the platform gives it; empty: not given
  std::string_view prefix;    // the number up to its last three digits
};

// Numbers that no telephone ever has: 01632 960xxx, 020 7946 0xxx and so on, 07700 900xxx.
const std::array<Area, 12> kAreas = {{{"1453 Charfield", "+441632960"},
                                      {"117 Bristol", "+441174960"},
                                      {"20 London", "+442079460"},
                                      {"161 Manchester", "+441614960"},
                                      {"121 Birmingham", "+441214960"},
                                      {"29 Cardiff", "+442920180"},
                                      {"131 Edinburgh", "+441314960"},
                                      {"1452 Gloucester", "+441632960"},
                                      {"Mobile", "+447700900"},
                                      {"", "+447700900"},
                                      {"", "+441632960"},
                                      {"113 Leeds", "+441134960"}}};

std::vector<Customer> customers() {
  const std::array<double, 24> office = {0, 0, 0, 0, 0, 0, .1, .5, 3,  7,  9,  8,
                                         5, 6, 7, 7, 5, 3, 1,  .5, .3, .2, .1, 0};
  const std::array<double, 24> table = {.1, 0, 0, 0, 0, 0, 0, 0, .2, .8,  2,  4,
                                        5,  4, 2, 2, 4, 7, 8, 6, 3,  1.5, .6, .2};
  const std::array<double, 24> always = {.4, .3, .3, .2, .3, .5, 1, 2, 4, 5,   5, 5,
                                         4,  4,  4,  4,  5,  5,  4, 3, 2, 1.5, 1, .6};
  return {
      {"407382",
       "K-1001",
       .52,
       office,
       {.05, 1.25, 1.1, 1, 1, .9, .25},
       .07,
       .7,
       95,
       {{"Google Ads/cpc", 34},
        {"Website/organic", 22},
        {"/referral", 6},
        {"Leaflet spring/print", 5},
        {"Local paper/print", 3},
        {"Van lettering/outdoor", 4},
        {"/", 26}},
       {{0, 14}, {1, 20}, {7, 11}, {2, 6}, {5, 5}, {8, 22}, {9, 14}, {10, 8}}},
      {"407383",
       "K-1002",
       .31,
       table,
       {1.5, .6, .7, .8, 1, 1.7, 1.9},
       .22,
       .3,
       48,
       {{"Website/organic", 30},
        {"Maps listing/organic", 33},
        {"Table booking site/referral", 12},
        {"/", 25}},
       {{2, 40}, {3, 3}, {4, 3}, {8, 30}, {9, 24}}},
      {"411020",
       "",
       .17,
       always,
       {.8, 1.1, 1, 1, 1, 1, .9},
       .12,
       .35,
       140,
       {{"Search/cpc", 28},
        {"Radio morning show/radio", 9},
        {"Partner garages/referral", 14},
        {"/organic", 11},
        {"/", 38}},
       {{3, 24}, {4, 14}, {11, 18}, {6, 6}, {8, 20}, {9, 12}, {10, 6}}},
  };
}

// std's distributions may differ between libraries; with these the file depends on the options
// alone.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}

  double unit() { return static_cast<double>(engine_() >> 11) * 0x1p-53; }  // [0, 1)
  bool chance(double part) { return unit() < part; }
  std::int64_t below(std::int64_t bound) {
    return static_cast<std::int64_t>(unit() * static_cast<double>(bound));
  }

  template <typename Weights, typename Weight>
  std::size_t pick(const Weights& weights, Weight weight) {
    double sum = 0;
    for (const auto& each : weights) sum += weight(each);
    double rest = unit() * sum;
    std::size_t last = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const double here = weight(weights[i]);
      if (here <= 0) continue;
      last = i;
      rest -= here;
      if (rest < 0) break;
    }
    return last;
  }

  double normal() {
    const double radius = std::sqrt(-2 * std::log(1 - unit()));
    return radius * std::cos(2 * 3.14159265358979323846 * unit());
  }

  // 0 for 6 in 10 callers, and a long tail of those who ring often.
  std::int64_t extra_calls() {
    if (unit() < .62) return 0;
    return std::min<std::int64_t>(static_cast<std::int64_t>(std::pow(1 - unit(), -.8)), 40);
  }

 private:
  std::mt19937_64 engine_;
};

struct Caller {
  std::string number;
  std::size_t area;
};

struct Record {
  std::int64_t start;  // seconds since 1970
  std::int64_t seconds;
  bool answered;
  std::size_t customer;
  std::string number;  // empty: withheld
  std::string_view ndc_name;
  std::string_view attribution;
};

template <typename Pairs>
auto weighted(const Pairs& pairs, Dice& dice) {
  return pairs[dice.pick(pairs, [](const auto& each) { return each.second; })].first;
}

// A number of three free digits isn't one caller's alone, and needn't be.
Caller new_caller(const Customer& customer, Dice& dice) {
  const std::size_t area = weighted(customer.areas, dice);
  std::string digits = std::to_string(1000 + dice.below(1000)).substr(1);
  return {std::string(kAreas[area].prefix) + digits, area};
}

std::vector<Record> calls_of(std::size_t index, const Customer& customer, const Options& options,
                             Dice& dice) {
  const auto count = std::llround(customer.share * static_cast<double>(options.calls));
  const std::int64_t first = options.last / 86'400 - options.days + 1;
  std::vector<double> days(static_cast<std::size_t>(options.days));
  for (std::size_t i = 0; i < days.size(); ++i) {
    const Day day = calendar::day_of(first + static_cast<std::int64_t>(i));
    // Some days are busier than others, and business grows a little.
    days[i] = customer.weekdays[date::weekday(day).c_encoding()] * std::exp(.15 * dice.normal()) *
              (1 + .25 * static_cast<double>(i) / static_cast<double>(days.size()));
  }

  std::vector<Record> records;
  Caller caller;
  std::int64_t left = 0;  // calls that this caller still makes
  std::string_view attribution;
  for (long long i = 0; i < count; ++i) {
    if (left-- <= 0) {
      caller = new_caller(customer, dice);
      left = dice.extra_calls();
      attribution = weighted(customer.attributions, dice);
    }
    const auto itself = [](double each) { return each; };
    const auto day = static_cast<std::int64_t>(dice.pick(days, itself));
    const auto hour = static_cast<std::int64_t>(dice.pick(customer.hours, itself));
    Record record;
    record.start = (first + day) * 86'400 + hour * 3'600 + dice.below(3'600);
    const bool in_hours = hour >= 8 && hour < 18;
    record.answered = !dice.chance(in_hours ? customer.missed_in_hours : customer.missed_after);
    const double spread = std::exp(.95 * dice.normal());
    record.seconds = record.answered
                         ? std::max<std::int64_t>(1, std::llround(customer.seconds * spread))
                         : dice.below(35);  // how long it rang
    record.customer = index;
    record.ndc_name = kAreas[caller.area].ndc_name;
    // A withheld number: some networks still tell where it comes from.
    if (dice.chance(.06)) {
      if (dice.chance(.7)) record.ndc_name = {};
    } else {
      record.number = caller.number;
    }
    record.attribution = attribution;
    if (record.start <= options.last) records.push_back(std::move(record));
  }
  return records;
}

// RFC 4180; none of the names above holds a quote.
void write(std::ostream& out, const std::vector<Record>& records,
           const std::vector<Customer>& all) {
  out << "cdr_id,start,duration,answered,customer_id,custnr,anum,anum_ndc_name,source_name,"
         "source_media\r\n";
  std::int64_t id = 88'000'000;
  for (const Record& record : records) {
    const Day day = calendar::day_of(record.start / 86'400);
    const auto second = static_cast<int>(record.start % 86'400);
    std::array<char, 16> clock{};
    std::snprintf(clock.data(), clock.size(), "%02d:%02d:%02d", second / 3'600, second / 60 % 60,
                  second % 60);
    const auto slash = record.attribution.find('/');
    const Customer& customer = all[record.customer];
    out << ++id << ',' << calendar::format(day) << ' ' << clock.data() << ',' << record.seconds
        << ',' << (record.answered ? 1 : 0) << ',' << customer.id << ',' << customer.number << ','
        << record.number << ',' << record.ndc_name << ',' << record.attribution.substr(0, slash)
        << ',' << record.attribution.substr(slash + 1) << "\r\n";
  }
}

bool number_option(std::string_view text, std::int64_t least, std::int64_t most,
                   std::int64_t& value) {
  const char* const last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, value);
  return error == std::errc{} && end == last && value >= least && value <= most;
}

// False where an option is unknown or its value out of bounds.
bool read_options(const std::vector<std::string_view>& arguments, Options& options) {
  for (std::size_t i = 0; i < arguments.size(); i += 2) {
    if (i + 1 == arguments.size()) return false;
    const std::string_view name = arguments[i], value = arguments[i + 1];
    std::int64_t number = 0;
    if (name == "--seed" && number_option(value, 0, INT64_MAX, number)) {
      options.seed = static_cast<std::uint64_t>(number);
    } else if (name == "--days" && number_option(value, 1, 36'600, number)) {
      options.days = number;
    } else if (name == "--calls" && number_option(value, 0, 100'000'000, number)) {
      options.calls = number;
    } else if (name == "--today" && calendar::parse_day(value)) {
      options.last = calendar::number(*calendar::parse_day(value)) * 86'400 + 86'399;
    } else {
      return false;
    }
  }
  return true;
}

int run(const std::vector<std::string_view>& arguments) {
  if (arguments.size() == 1 && arguments[0] == "--help") {
    std::cout << kUsage;
    return 0;
  }
  Options options;
  if (!read_options(arguments, options)) {
    std::cerr << kUsage;
    return 2;
  }
  Dice dice{options.seed};
  const auto all = customers();
  std::vector<Record> records;
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (Record& record : calls_of(i, all[i], options, dice)) {
      records.push_back(std::move(record));
    }
  }
  std::stable_sort(records.begin(), records.end(),
                   [](const Record& a, const Record& b) { return a.start < b.start; });
  write(std::cout, records, all);
  return std::cout.flush() ? 0 : 1;
}

}  // namespace
}  // namespace callwidgets::bench

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  return callwidgets::bench::run({argv + 1, argv + argc});
}
