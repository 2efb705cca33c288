#include "widgets/readings.h"

namespace callwidgets::widgets {

using figures::Reader;
using figures::Series;
using figures::Sums;

namespace {

Series named(const std::vector<figures::Ranked>& ranking) {
  Series series;
  for (const auto& row : ranking) series.push_back({row.name, {row.calls}});
  return series;
}

}  // namespace

Series missed_calls(Reader& figures, const Presentation&) {
  return {{"", {figures.sums()[Sums::missed]}}};
}

Series call_durations(Reader& figures, const Presentation&) {
  const Sums& sums = figures.sums();
  return {{"", {sums[Sums::talk_seconds], sums[Sums::calls] - sums[Sums::missed]}}};
}

Series average_calls_per_user(Reader& figures, const Presentation&) {
  return {{"", {figures.sums()[Sums::known], figures.unique_callers()}}};
}

Series call_totals(Reader& figures, const Presentation&) {
  return {{"", {figures.sums()[Sums::calls]}}};
}

Series calls_top_attributions(Reader& figures, const Presentation&) {
  return named(figures.attributions(5));
}

Series unique_callers(Reader& figures, const Presentation&) {
  return {{"", {figures.unique_callers()}}};
}

Series call_length_distribution(Reader& figures, const Presentation&) {
  const Sums& sums = figures.sums();
  Series series{{"", {sums[Sums::missed]}}};
  for (std::size_t bucket = 0; bucket < Sums::buckets; ++bucket) {
    series[0].numbers.push_back(sums[Sums::lengths + bucket]);
  }
  return series;
}

Series geographic_origin(Reader& figures, const Presentation&) { return named(figures.origins(0)); }

Series daily_call_distribution(Reader& figures, const Presentation&) {
  const auto counts = figures.hours();
  Series series;
  for (std::size_t hour = 0; hour * 2 < counts.size(); ++hour) {
    series.push_back(
        {"", {static_cast<std::int64_t>(hour), counts[hour * 2], counts[hour * 2 + 1]}});
  }
  return series;
}

Series top_customers_by_calls(Reader& figures, const Presentation& presentation) {
  if (figures.of_one_customer()) return {{"", {0, figures.sums()[Sums::calls]}}};
  Series series;
  for (const auto& row : figures.customers(static_cast<std::size_t>(presentation.top_customers))) {
    series.push_back({row.name, {row.id, row.calls}});
  }
  return series;
}

Series calls_per_day(Reader& figures, const Presentation&) { return figures.days(); }

}  // namespace callwidgets::widgets
