#include "sources/call_maker.h"

#include <charconv>
#include <utility>

#include "calendar/day.h"
#include "calls/record.h"

namespace callwidgets::sources {
namespace {

std::int64_t customer_in(const std::string& text) {
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  return error == std::errc{} && end == text.data() + text.size() ? id : 0;
}

}  // namespace

CallMaker::CallMaker(calls::CallRules& rules, FindOwner find_owner, Options options)
    : rules_(rules), find_owner_(std::move(find_owner)), options_(std::move(options)) {}

std::string CallMaker::id_of(const std::string& arrival) const {
  return options_.source + "/" + arrival;
}

// A mapping counts first: it is applied to stored calls too, and both have to agree.
std::optional<Owner> CallMaker::owner_of(const Verdict& verdict, const std::string& called) const {
  auto owner = find_owner_(called, verdict.start);
  if (!owner && !verdict.customer.empty()) owner = Owner{customer_in(verdict.customer), ""};
  if (!owner && options_.unknown_customer != 0) owner = Owner{options_.unknown_customer, ""};
  if (owner && owner->attribution.empty()) owner->attribution = verdict.attribution;
  return owner;
}

std::optional<calls::Call> CallMaker::make(const Verdict& verdict, std::string& problem) {
  problem.clear();
  std::string called = options_.clean_called(verdict.called);
  const auto owner = owner_of(verdict, called);
  if (!owner) return std::nullopt;
  const std::string id = id_of(verdict.id);
  const std::string start =
      calendar::format(calendar::Instant{std::chrono::seconds{verdict.start}});
  const std::string duration = std::to_string(verdict.talk);
  const std::string customer =
      owner->customer_id != 0 ? std::to_string(owner->customer_id) : verdict.customer;
  calls::Record record;
  const auto set = [&](calls::Field field, std::string_view value) {
    record.values[static_cast<std::size_t>(field)] = value;
  };
  set(calls::Field::cdr_id, id);
  set(calls::Field::start, start);
  set(calls::Field::duration, duration);
  set(calls::Field::answered, verdict.answered ? "1" : "0");
  set(calls::Field::customer_id, customer);
  set(calls::Field::anum, verdict.caller);
  set(calls::Field::source_name, owner->attribution);
  calls::Call call;
  if (!rules_.read(record, call, problem)) return std::nullopt;
  call.source = options_.number;
  call.reason = verdict.reason;
  call.waited = verdict.waited;
  call.called = std::move(called);
  return call;
}

}  // namespace callwidgets::sources
