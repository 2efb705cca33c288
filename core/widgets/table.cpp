#include <algorithm>
#include <array>

#include "question/row_bounds.h"
#include "sql/statements.h"
#include "widgets/widget.h"

// The eleven widgets, as the wire contract defines them. JSON types are the source document's, odd
// as they are.
namespace callwidgets::widgets {
namespace {

using figures::Series;
using question::Question;

// `part / whole` times `scale`, rounded half up, in whole numbers; 0 of nothing is 0.
std::int64_t rounded_ratio(std::int64_t part, std::int64_t whole, std::int64_t scale) {
  return whole == 0 ? 0 : (part * scale * 2 + whole) / (whole * 2);
}

void count_as_text(const Series& series, const Question&, const Presentation&, json::Text& json) {
  json.text(std::to_string(series.at(0).numbers.at(0)));
}

void count(const Series& series, const Question&, const Presentation&, json::Text& json) {
  json.number(series.at(0).numbers.at(0));
}

void mean_seconds(const Series& series, const Question&, const Presentation&, json::Text& json) {
  json.number(rounded_ratio(series.at(0).numbers.at(0), series.at(0).numbers.at(1), 1));
}

void mean_with_one_decimal(const Series& series, const Question&, const Presentation&,
                           json::Text& json) {
  const std::int64_t tenths =
      rounded_ratio(series.at(0).numbers.at(0), series.at(0).numbers.at(1), 10);
  json.text(std::to_string(tenths / 10) + "." + std::to_string(tenths % 10));
}

void name_and_text(json::Text& json, std::string_view name, std::int64_t value) {
  json.begin_object().key("name").text(name).key("val").text(std::to_string(value)).end_object();
}

// A bar chart: the widgets library takes the keys of its first row without looking whether there is
// one.
void attributions(const Series& series, const Question&, const Presentation&, json::Text& json) {
  json.begin_array();
  if (series.empty()) name_and_text(json, "Direct", 0);
  for (const auto& row : series) name_and_text(json, row.name, row.numbers.at(0));
  json.end_array();
}

void origins(const Series& series, const Question&, const Presentation&, json::Text& json) {
  json.begin_array();
  for (const auto& row : series) {
    json.begin_object()
        .key("name")
        .text(row.name)
        .key("val")
        .number(row.numbers.at(0))
        .end_object();
  }
  json.end_array();
}

void lengths(const Series& series, const Question&, const Presentation&, json::Text& json) {
  constexpr std::array<std::string_view, 6> buckets{"< 30 s",    "30 - 60 s",  "1 - 2 min",
                                                    "2 - 5 min", "5 - 10 min", "> 10 min"};
  constexpr std::size_t always_shown = 3;
  const auto& counts = series.at(0).numbers;
  json.begin_array();
  json.begin_object().key("name").text("missed").key("val").text(std::to_string(counts.at(0)));
  json.key("isWarningValue").truth(true).end_object();
  for (std::size_t at = 0; at < buckets.size(); ++at) {
    const std::int64_t calls = counts.at(at + 1);
    if (at < always_shown || calls > 0) name_and_text(json, buckets[at], calls);
  }
  json.end_array();
}

void answered_and_missed(json::Text& json, std::string_view name, std::int64_t answered,
                         std::int64_t missed) {
  json.begin_object().key("name").text(name).key("Answered").number(answered);
  json.key("Missed").number(missed).end_object();
}

void hours(const Series& series, const Question&, const Presentation&, json::Text& json) {
  std::array<std::array<std::int64_t, 2>, 24> counts{};
  for (const auto& row : series)
    counts.at(row.numbers.at(0)) = {row.numbers.at(1), row.numbers.at(2)};
  json.begin_array();
  for (std::size_t hour = 0; hour < counts.size(); ++hour) {
    const std::string name = {static_cast<char>('0' + hour / 10),
                              static_cast<char>('0' + hour % 10)};
    answered_and_missed(json, name + ":00", counts[hour][0], counts[hour][1]);
  }
  json.end_array();
}

void days(const Series& series, const Question& question, const Presentation&, json::Text& json) {
  auto row = series.begin();
  while (row != series.end() && row->numbers.at(0) < calendar::number(question.range.from)) ++row;
  json.begin_array();
  for (auto day = question.range.from; day <= question.range.to; day += date::days{1}) {
    const bool here = row != series.end() && row->numbers.at(0) == calendar::number(day);
    answered_and_missed(json, calendar::format(day), here ? row->numbers.at(1) : 0,
                        here ? row->numbers.at(2) : 0);
    if (here) ++row;
  }
  json.end_array();
}

std::string customer_url(const Presentation& presentation, const std::string& id) {
  std::string url = presentation.customer_url;
  return url.replace(url.find("{id}"), 4, id);
}

void customers(const Series& series, const Question& question, const Presentation& presentation,
               json::Text& json) {
  if (question.customer_id != 0) {
    json.text(std::to_string(series.empty() ? 0 : series[0].numbers.at(1)));
    return;
  }
  json.begin_array();
  for (const auto& row : series) {
    const std::string id = std::to_string(row.numbers.at(0));
    json.begin_object().key("scId").text(id).key("name").text(row.name);
    json.key("val").text(std::to_string(row.numbers.at(1)));
    json.key("url").text(customer_url(presentation, id)).end_object();
  }
  json.end_array();
}

// In the order of their names, which is that of the files in sql/widgets.
constexpr std::array<Widget, sql::widget_names.size()> widgets{{
    {"average_calls_per_user", &sql::widgets::average_calls_per_user, average_calls_per_user,
     mean_with_one_decimal},
    {"call_durations", &sql::widgets::call_durations, call_durations, mean_seconds},
    {"call_length_distribution", &sql::widgets::call_length_distribution, call_length_distribution,
     lengths},
    {"call_totals", &sql::widgets::call_totals, call_totals, count_as_text},
    {"calls_per_day", &sql::widgets::calls_per_day, calls_per_day, days},
    {"calls_top_attributions", &sql::widgets::calls_top_attributions, calls_top_attributions,
     attributions},
    {"daily_call_distribution", &sql::widgets::daily_call_distribution, daily_call_distribution,
     hours},
    {"geographic_origin", &sql::widgets::geographic_origin, geographic_origin, origins},
    {"missed_calls", &sql::widgets::missed_calls, missed_calls, count_as_text},
    {"top_customers_by_calls", &sql::widgets::top_customers_by_calls, top_customers_by_calls,
     customers},
    {"unique_callers", &sql::widgets::unique_callers, unique_callers, count},
}};

// Answers and keys of the cache know a widget by its row.
constexpr bool rows_stand_in_the_order_of_their_files() {
  for (std::size_t row = 0; row < widgets.size(); ++row) {
    if (widgets[row].name != sql::widget_names[row]) return false;
    if (widgets[row].name != question::row_bounds.at(row).type) return false;
  }
  return widgets.size() == sql::widget_names.size() &&
         widgets.size() == question::row_bounds.size();
}
static_assert(rows_stand_in_the_order_of_their_files(),
              "a row, here and in row_bounds, for each file in sql/widgets");

}  // namespace

std::span<const Widget> table() { return widgets; }

}  // namespace callwidgets::widgets
