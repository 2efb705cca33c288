// callwidgets-pbx-sample: writes the call table of a made-up Asterisk telephone system to standard
// output, in the order in which Asterisk writes it, holding no more than the calls that go on. The
// same options give the same bytes. Nobody's real data.
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar_days.h"
#include "pbx_calls.h"
#include "pbx_text.h"

namespace callwidgets::bench {
namespace {

constexpr std::string_view kUsage =
    "usage: callwidgets-pbx-sample [--calls N] [--seed N] [--from YYYY-MM-DD] [--days N]\n"
    "                              [--kind freepbx|master_csv] [--technology SIP|PJSIP]\n"
    "                              [--system NAME] [--truth FILE]\n"
    "Writes the rows of N calls (by default 20000) over so many days (90) from that day on\n"
    "(2026-01-01), in Europe/London: freepbx, a CSV of the 26 columns of FreePBX's table cdr with "
    "a\n"
    "header line, or master_csv, as cdr_csv writes them. --system puts a name before the unique\n"
    "ids. The truth of each call goes to FILE as CSV.\n";

struct Options {
  test::PbxPlan plan;
  bool master = false;
  std::string truth;
};

std::optional<std::int64_t> number(std::string_view text, std::int64_t least, std::int64_t most) {
  std::int64_t value = 0;
  const char* const last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, value);
  if (error != std::errc{} || end != last || value < least || value > most) return {};
  return value;
}

std::optional<long> day(std::string_view text) {
  int year = 0, month = 0, of_month = 0;
  char rest = 0;
  const std::string given{text};
  if (std::sscanf(given.c_str(), "%4d-%2d-%2d%c", &year, &month, &of_month, &rest) != 3 ||
      year < 1996 || month < 1 || month > 12) {
    return {};
  }
  const long number = test::day_number(year, month, of_month);
  if (test::day_text(number) != given) return {};
  return number;
}

// False where an option is unknown or its value is not one of those allowed.
bool take(std::string_view name, std::string_view value, Options& options) {
  test::PbxPlan& plan = options.plan;
  if (name == "--calls" && number(value, 0, 1'000'000'000)) {
    plan.calls = *number(value, 0, 1'000'000'000);
  } else if (name == "--seed" && number(value, 0, INT64_MAX)) {
    plan.settings.seed = static_cast<std::uint64_t>(*number(value, 0, INT64_MAX));
  } else if (name == "--days" && number(value, 1, 36'600)) {
    plan.days = static_cast<long>(*number(value, 1, 36'600));
  } else if (name == "--from" && day(value)) {
    plan.first_day = *day(value);
  } else if (name == "--kind" && (value == "freepbx" || value == "master_csv")) {
    options.master = value == "master_csv";
  } else if (name == "--technology" && (value == "SIP" || value == "PJSIP")) {
    plan.settings.technology = value;
  } else if (name == "--system" && !value.empty()) {
    plan.settings.system = value;
  } else if (name == "--truth" && !value.empty()) {
    options.truth = value;
  } else {
    return false;
  }
  return true;
}

int write(const Options& options) {
  std::ofstream truth;
  if (!options.truth.empty()) {
    truth.open(options.truth, std::ios::binary | std::ios::trunc);
    truth << test::pbx_csv(test::pbx_truth_columns());
    if (!truth) {
      std::cerr << "callwidgets-pbx-sample: cannot write " << options.truth << '\n';
      return 1;
    }
  }
  if (!options.master) std::cout << test::pbx_csv(test::pbx_columns());
  test::PbxCalls source(options.plan);
  test::PbxWriting writing;
  const auto write_until = [&](std::int64_t moment) {
    for (test::PbxRow row; writing.next(moment, row);) {
      std::cout << (options.master ? test::pbx_master_line(row)
                                   : test::pbx_csv(test::pbx_values(row)));
    }
  };
  std::vector<test::PbxCall> calls;
  while (source.next(calls)) {
    if (truth.is_open()) {
      for (const test::PbxCall& call : calls) truth << test::pbx_csv(test::pbx_truth(call));
    }
    writing.take(calls);
    write_until(source.reached());
  }
  write_until(test::PbxWriting::kRest);
  if (truth.is_open() && !truth.flush()) {
    std::cerr << "callwidgets-pbx-sample: cannot write " << options.truth << '\n';
    return 1;
  }
  return std::cout.flush() ? 0 : 1;
}

int run(const std::vector<std::string_view>& arguments) {
  if (arguments.size() == 1 && arguments[0] == "--help") {
    std::cout << kUsage;
    return 0;
  }
  Options options;
  options.plan.calls = 20'000;
  options.plan.first_day = test::day_number(2026, 1, 1);
  options.plan.days = 90;
  options.plan.edges = false;
  options.plan.settings.trunks = {"telco", "north-line"};
  for (std::size_t i = 0; i < arguments.size(); i += 2) {
    if (i + 1 == arguments.size() || !take(arguments[i], arguments[i + 1], options)) {
      std::cerr << kUsage;
      return 2;
    }
  }
  return write(options);
}

}  // namespace
}  // namespace callwidgets::bench

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  return callwidgets::bench::run({argv + 1, argv + argc});
}
