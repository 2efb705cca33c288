#include "fcgi/answers/customers.h"

#include <algorithm>

#include "json/text.h"
#include "question/question.h"

namespace callwidgets::web {
namespace {

constexpr std::int64_t largest_page = 1000;

// A whole number without a sign. Throws Problem.
std::int64_t number_in(const question::Parameters& parameters, const std::string& name,
                       std::int64_t standard, std::int64_t least, std::int64_t most) {
  const auto given = parameters.get(name);
  if (!given) return standard;
  const bool digits = given->size() <= 9 && std::all_of(given->begin(), given->end(), [](char c) {
                        return c >= '0' && c <= '9';
                      });
  const std::int64_t value = digits ? std::stoll(std::string{*given}) : -1;
  if (value < least || value > most) {
    throw question::invalid(
        name, *given,
        "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  }
  return value;
}

std::string body(const accounts::CustomerPage& page, std::int64_t number, std::int64_t pagesize) {
  json::Text json;
  json.begin_object().key("total").number(page.total).key("page").number(number);
  json.key("pagesize")
      .number(pagesize)
      .key("numpages")
      .number((page.total + pagesize - 1) / pagesize);
  json.key("customers").begin_array();
  for (const auto& customer : page.customers) {
    json.begin_object().key("customer_id").text(std::to_string(customer.customer_id));
    json.key("name").text(customer.name).key("custnr").text(customer.custnr).end_object();
  }
  json.end_array().end_object();
  return json.take();
}

accounts::CustomerPage seen(database::Session& session, const identity::Caller& caller,
                            const accounts::CustomerFilter& filter, std::string_view names,
                            std::int64_t page, std::int64_t pagesize) {
  return caller.customers ? accounts::page_among(session, caller.account, *caller.customers, filter,
                                                 page, pagesize)
                          : accounts::page(session, caller.account, filter, names, page, pagesize);
}

// Throws Problem.
accounts::NameSearch name_search(std::string_view given) {
  const auto search = accounts::NameSearch::of(given);
  if (search) return *search;
  throw question::invalid("name", given,
                          "beginnings of words, at most " +
                              std::to_string(accounts::NameSearch::most_bytes) +
                              " bytes of UTF-8 without control characters");
}

}  // namespace

std::string customers_body(database::Session& session, const identity::Caller& caller,
                           const question::Parameters& parameters, std::string_view names) {
  accounts::CustomerFilter filter;
  if (const auto given = parameters.get("customer_id")) {
    const std::int64_t id = question::parse_customer_id(*given);
    if (id != 0) filter.customer_id = id;
  }
  if (const auto given = parameters.get("custnr")) filter.custnr = std::string{*given};
  if (const auto given = parameters.get("name")) filter.name = name_search(*given);
  const std::int64_t page = number_in(parameters, "page", 0, 0, 999'999'999);
  const std::int64_t pagesize = number_in(parameters, "pagesize", largest_page, 1, largest_page);
  return body(seen(session, caller, filter, names, page, pagesize), page, pagesize);
}

std::string customer_body(database::Session& session, const identity::Caller& caller,
                          std::int64_t customer_id) {
  accounts::CustomerFilter filter;
  filter.customer_id = customer_id;
  const auto found = seen(session, caller, filter, {}, 0, largest_page);
  if (found.total == 0) {
    throw question::Problem{question::Problem::Code::not_found,
                            "there is no customer " + std::to_string(customer_id)};
  }
  return body(found, 0, largest_page);
}

}  // namespace callwidgets::web
