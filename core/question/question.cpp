#include "question/question.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "question/row_bounds.h"

namespace callwidgets::question {
namespace {

using calendar::Day;
using date::days;

constexpr days default_span{29};           // 30 days, both ends included
constexpr std::size_t most_answers = 100;  // of one request: types times datasources

std::vector<std::string_view> elements(std::string_view list) {
  std::vector<std::string_view> result;
  for (;;) {
    const auto comma = list.find(',');
    result.push_back(list.substr(0, comma));
    if (comma == list.npos) return result;
    list.remove_prefix(comma + 1);
  }
}

std::string listed(std::span<const std::string_view> names) {
  std::string text;
  for (const std::string_view name : names) text += (text.empty() ? "" : ", ") + std::string{name};
  return text;
}

std::vector<std::size_t> parse_types(const Parameters& parameters, const Rules& rules) {
  const auto given = parameters.get("type");
  if (!given) {
    throw Problem{Problem::Code::missing_parameter,
                  "type is missing; allowed: " + listed(rules.types), "type"};
  }
  std::vector<std::size_t> types;
  for (const std::string_view name : elements(*given)) {
    const auto found = std::find(rules.types.begin(), rules.types.end(), name);
    if (found == rules.types.end()) {
      throw invalid("type", name, "one or several, comma-separated, of " + listed(rules.types));
    }
    types.push_back(static_cast<std::size_t>(found - rules.types.begin()));
    if (types.size() > most_answers) {
      throw Problem{Problem::Code::invalid_parameter,
                    "type has too many elements; allowed: at most " + std::to_string(most_answers),
                    "type"};
    }
  }
  return types;
}

std::optional<Day> parse_date(const Parameters& parameters, const std::string& name) {
  const auto given = parameters.get(name);
  if (!given) return std::nullopt;
  const auto day = calendar::parse_day(*given);
  if (!day || *day < Day{}) {
    throw invalid(name, *given, "a calendar day as YYYY-MM-DD, from 1970-01-01 to 9999-12-31");
  }
  return day;
}

calendar::Range parse_range(const Parameters& parameters, const Rules& rules) {
  const auto from = parse_date(parameters, "from_date");
  const auto to = parse_date(parameters, "to_date");
  if (from && !to && *from > rules.today) {
    throw invalid("from_date", calendar::format(*from),
                  "a day up to today where to_date is not given");
  }
  calendar::Range range;
  range.to = to.value_or(rules.today);
  range.from = from.value_or(range.to - default_span);
  if (range.from > range.to) {
    throw invalid("from_date", calendar::format(range.from),
                  "a day up to to_date, which is " + calendar::format(range.to));
  }
  if ((range.to - range.from).count() + 1 > rules.max_days) {
    throw invalid("from_date", calendar::format(range.from),
                  "a range of at most " + std::to_string(rules.max_days) + " days up to " +
                      calendar::format(range.to));
  }
  return range;
}

std::size_t parse_datasources(const Parameters& parameters, std::size_t types) {
  const auto given = parameters.get("datasources");
  if (!given) return 1;
  const auto ids = elements(*given);
  for (const std::string_view id : ids) {
    if (id != "0") throw invalid("datasources", id, "0, once or several times, comma-separated");
  }
  if (ids.size() * types > most_answers) {
    throw Problem{
        Problem::Code::invalid_parameter,
        "datasources times types is too much; allowed: at most " + std::to_string(most_answers),
        "datasources"};
  }
  return ids.size();
}

std::int64_t rows_of(std::string_view type, std::int64_t range_days, std::int64_t top_customers) {
  for (const RowBound& bound : row_bounds) {
    if (bound.type != type) continue;
    switch (bound.of) {
      case RowBound::Of::answer:
        return bound.rows;
      case RowBound::Of::day:
        return bound.rows * range_days;
      case RowBound::Of::top_customers:
        return bound.rows * top_customers;
    }
  }
  return 1;
}

// Whose figures are meant. Throws Problem where the caller has to say it.
std::int64_t parse_customer(const Parameters& parameters, const identity::Caller& caller) {
  const auto given = parameters.get("customer_id");
  const std::int64_t id = given ? parse_customer_id(*given) : 0;
  if (id != 0 || !caller.customers) return id;
  const std::int64_t implied = caller.implied_customer();
  if (implied != 0) return implied;
  throw Problem{Problem::Code::missing_parameter,
                "customer_id is missing; allowed: one of the customers that you may see, which "
                "/customers lists",
                "customer_id"};
}

// A short request must not make an answer of any size.
void check_rows(const Question& question, const Rules& rules) {
  const std::int64_t range_days = (question.range.to - question.range.from).count() + 1;
  std::int64_t rows = 0;
  for (const std::size_t type : question.types) {
    rows += rows_of(rules.types[type], range_days, rules.top_customers);
  }
  rows *= static_cast<std::int64_t>(question.datasources);
  if (rows <= most_rows) return;
  throw Problem{Problem::Code::invalid_parameter,
                "type asks for up to " + std::to_string(rows) +
                    " rows, of all types, datasources and days; allowed: at most " +
                    std::to_string(most_rows) + ", with fewer types or a shorter range",
                "type"};
}

}  // namespace

std::int64_t parse_customer_id(std::string_view text) {
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  const bool digits = !text.empty() && text.size() <= 18 && text[0] != '-' &&
                      error == std::errc{} && end == text.data() + text.size();
  if (!digits || (text[0] == '0' && text.size() > 1)) {
    throw invalid("customer_id", text,
                  "1 to 18 digits without a sign or a leading zero, or 0 for all customers");
  }
  return id;
}

Problem no_such_customer(std::int64_t customer_id) {
  return {Problem::Code::not_found,
          "customer_id: there is no customer " + std::to_string(customer_id), "customer_id"};
}

Question parse(const Parameters& parameters, const identity::Caller& caller, const Rules& rules) {
  Question question;
  question.account = rules.account;
  question.types = parse_types(parameters, rules);
  question.several = question.types.size() > 1;
  question.customer_id = parse_customer(parameters, caller);
  question.range = parse_range(parameters, rules);
  question.datasources = parse_datasources(parameters, question.types.size());
  check_rows(question, rules);
  if (question.customer_id != 0 && !caller.may_see(question.customer_id)) {
    throw no_such_customer(question.customer_id);
  }
  return question;
}

}  // namespace callwidgets::question
