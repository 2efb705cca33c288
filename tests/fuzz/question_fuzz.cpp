// For libFuzzer: any query string is a question within its bounds, or one problem whose words can
// be shown.
#include <cstdlib>

#include "question/question.h"

using namespace callwidgets;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static constexpr std::string_view types[] = {"call_totals", "missed_calls", "unique_callers"};
  const question::Rules rules{1, types, *calendar::parse_day("2024-06-01"), 4000};
  const std::string query(reinterpret_cast<const char*>(data), size);
  try {
    const auto question = question::parse(question::Parameters{query}, {}, rules);
    if (question.types.empty() || question.range.from > question.range.to) std::abort();
    if ((question.range.to - question.range.from).count() >= rules.max_days) std::abort();
    for (const std::size_t type : question.types) {
      if (type >= std::size(types)) std::abort();
    }
    if (question.customer_id < 0 || question.datasources < 1) std::abort();
    if (question.types.size() * question.datasources > 100) std::abort();
  } catch (const question::Problem& problem) {
    const std::string_view words = problem.what();
    if (words.empty() || words.size() > 1000) std::abort();
    for (const char byte : words) {
      if (static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F) std::abort();
    }
  }
  return 0;
}
