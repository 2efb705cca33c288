#include "fcgi/endpoint/endpoint_worker.h"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <utility>

#include "calendar/clock.h"
#include "fcgi/http/entity_tag.h"
#include "fcgi/http/error_envelope.h"
#include "fcgi/http/json_response.h"
#include "fcgi/http/log.h"
#include "sql/statements.h"

namespace callwidgets::web {

using question::Problem;
using std::chrono::steady_clock;

EndpointWorker::EndpointWorker(Endpoint& endpoint)
    : endpoint_(endpoint), caches_(*endpoint.caches_), source_(endpoint.sources().source()) {}

// The story of a request that needs the database, and the one place where what goes wrong becomes
// a status.
Response EndpointWorker::answer(const Request& request, const Computation& computation) {
  try {
    const Watchdog::Watch watch{endpoint_.watchdog_, *source_,
                                std::chrono::seconds{endpoint_.settings_.answer_seconds}};
    return routed(request, computation);
  } catch (const Refused& refused) {
    return refused_response(refused);
  } catch (const Problem& problem) {
    return error_envelope(problem);
  } catch (const Unavailable& error) {
    tell(request, error);
    if (auto last = last_good_answer(request, computation)) return *last;
    return error_envelope(
        {Problem::Code::unavailable, "the call figures are not available just now"});
  } catch (const std::exception& error) {
    log(request, std::string{"internal: "} + error.what());
    return error_envelope({Problem::Code::internal, "an internal error; it has been logged"});
  }
}

Response EndpointWorker::routed(const Request& request, const Computation& computation) {
  read_directory();
  const CallerPtr known = computation.caller ? computation.caller : caller_of(request);
  Response response;
  try {
    response = known_routed(request, computation, *known);
  } catch (const Problem& problem) {
    response = error_envelope(problem);
  }
  response.caller = known->name;
  return response;
}

Response EndpointWorker::known_routed(const Request& request, const Computation& computation,
                                      const identity::Caller& caller) {
  const Route route = Route::of(request.path);
  switch (route.kind) {
    case Route::Kind::account:
      return endpoint_.account(
          account_read(with_account(caller).account).find_served(steady_clock::now()));
    case Route::Kind::customers:
      return customers(request, with_account(caller));
    case Route::Kind::customer:
      return json_response(source_->customer(with_account(caller), route.customer_id));
    case Route::Kind::widgets_data:
      return widgets_data(request, computation, with_account(caller));
    case Route::Kind::datasources:
    case Route::Kind::ping:
      return endpoint_.at_hand(request, route);
    case Route::Kind::status:
    case Route::Kind::unknown:
      break;
  }
  throw std::logic_error{"a worker was asked for what needs no database"};
}

// Plain CGI has no feed reader, and it may not have come to it lately.
void EndpointWorker::read_directory() {
  cache::Cache& directory = caches_.directory();
  if (directory.reads_present(steady_clock::now())) return;
  if (const auto trouble = endpoint_.feed_trouble()) throw *trouble;
  read_feed(*source_, directory, {}, endpoint_.watchdog_);
}

// Throws Refused, Unavailable.
EndpointWorker::CallerPtr EndpointWorker::caller_of(const Request& request) {
  const auto claim = endpoint_.authenticator_.claim_of(request);
  const std::int64_t now = calendar::wall_clock();
  const auto known =
      claim ? endpoint_.authenticator_.judged(*claim, credential_of(*claim), now).caller
            : endpoint_.authenticator_.everybody();
  endpoint_.charge(known->caller, request);
  return {known, &known->caller};
}

// As the directory has it, else as the database has it.
std::shared_ptr<const cache::Entry> EndpointWorker::credential_of(
    const Authenticator::Claim& claim) {
  cache::Cache& directory = caches_.directory();
  const std::string key = claim.key();
  const std::int64_t now = calendar::wall_clock();
  const auto at_hand = directory.find(key, steady_clock::now());
  if (at_hand.entry && !at_hand.stale && !Authenticator::unused_on(at_hand.entry, now)) {
    return at_hand.entry;
  }
  constexpr int most_attempts = 3;
  for (int attempt = 1;; ++attempt) {
    const auto begin = directory.begin(steady_clock::now());
    cache::Entry entry = source_->credential(claim.kind, claim.name, now);
    const auto found = directory.put(key, std::move(entry), begin, steady_clock::now());
    if (!found.stale || attempt == most_attempts) return found.entry;
    // Credentials changed meanwhile.
    read_feed(*source_, directory, {}, endpoint_.watchdog_);
  }
}

// The account is the one that is answered from where the caller has none.
identity::Caller EndpointWorker::with_account(const identity::Caller& caller) const {
  identity::Caller whole = caller;
  if (whole.account == 0) whole.account = caches_.directory().served().account;
  return whole;
}

// The account's cache, once it knows how far the feed is. Throws Unavailable.
cache::Cache& EndpointWorker::account_read(std::int64_t account) {
  cache::Cache& cache = caches_.of(account);
  if (!cache.reads_present(steady_clock::now())) {
    if (const auto trouble = endpoint_.feed_trouble()) throw *trouble;
    read_feed(*source_, caches_.directory(), {&cache}, endpoint_.watchdog_);
  }
  if (cache.served().account == 0) {
    throw Unavailable(Unavailable::Extent::one_answer,
                      "the account number " + std::to_string(account) + " is not there");
  }
  return cache;
}

// A reason that lasts is told once for all requests that it meets.
void EndpointWorker::tell(const Request& request, const Unavailable& error) const {
  const auto now = steady_clock::now();
  std::optional<std::string> line;
  switch (error.extent()) {
    case Unavailable::Extent::one_answer:
      line = error.what();
      break;
    case Unavailable::Extent::some_answers:
      line = endpoint_.troubles_.answers.failed(error, now);
      break;
    case Unavailable::Extent::everything:
      line = endpoint_.troubles_.database.failed(error, now);
      break;
  }
  if (line) log(request, *line);
}

question::Question EndpointWorker::asked(const Request& request, const Computation& computation,
                                         const identity::Caller& caller, std::int64_t day) const {
  return computation.question ? *computation.question
                              : endpoint_.parse(request.query, caller, caller.account, day);
}

Response EndpointWorker::widgets_data(const Request& request, const Computation& computation,
                                      const identity::Caller& caller) {
  cache::Cache& cache = account_read(caller.account);
  const Endpoint::Moment now = Endpoint::moment(cache.served());
  const auto question = asked(request, computation, caller, now.day);
  const std::string key = cache::key(question);
  // Another one may have computed it since.
  const auto at_hand = computation.question ? cache.find_in_memory(key, steady_clock::now())
                                            : cache.find(key, steady_clock::now());
  if (at_hand.entry && !at_hand.stale) return endpoint_.answer(at_hand, now, Verdict::hit);
  const auto found = computed(cache, key, [&] {
    cache::Entry entry = source_->widgets(question);
    entry.etag = entity_tag(entry.body);
    return entry;
  });
  Response response = endpoint_.answer(found, now, Verdict::miss);
  // A type that is repeated was read once.
  for (auto type = question.types.begin(); type != question.types.end(); ++type) {
    if (std::find(question.types.begin(), type, *type) != type) continue;
    response.sql += (response.sql.empty() ? "" : ",") + std::string{sql::widget_names[*type]};
  }
  response.rows = source_->rows();
  return response;
}

// What `compute` gives, and the cache keeps. A change that comes in between makes it an old one:
// then once more.
cache::Cache::Found EndpointWorker::computed(cache::Cache& cache, const std::string& key,
                                             const std::function<cache::Entry()>& compute) {
  constexpr int most_attempts = 3;
  for (int attempt = 1;; ++attempt) {
    const auto begin = cache.begin(steady_clock::now());
    cache::Entry entry = compute();
    const auto now_computed = steady_clock::now();
    auto found = cache.put(key, std::move(entry), begin, now_computed);
    // Others may go on failing: not each success ends that.
    constexpr std::chrono::seconds quiet{10};
    if (const auto line = endpoint_.troubles_.answers.succeeded_since(now_computed, quiet)) {
      log(*line);
    }
    if (!found.stale || attempt == most_attempts) return found;
  }
}

// A search for names looks through all of an account's, which are kept beside its answers.
Response EndpointWorker::customers(const Request& request, const identity::Caller& caller) {
  const question::Parameters parameters{request.query};
  if (!parameters.get("name") || caller.customers) {
    return json_response(source_->customers(caller, parameters, {}));
  }
  cache::Cache& cache = account_read(caller.account);
  const std::string key = std::to_string(caller.account) + " customers";
  auto names = cache.find(key, steady_clock::now());
  if (!names.entry || names.stale) {
    names = computed(cache, key, [&] { return source_->customer_names(caller.account); });
  }
  return json_response(source_->customers(caller, parameters, names.entry->body));
}

// Of those who were known before the database went away, and of what was.
std::optional<Response> EndpointWorker::last_good_answer(const Request& request,
                                                         const Computation& computation) try {
  const Route route = Route::of(request.path);
  if (route.kind == Route::Kind::customers || route.kind == Route::Kind::customer) {
    return std::nullopt;
  }
  CallerPtr known = computation.caller;
  if (!known) {
    const auto found = endpoint_.known_caller(request, true);
    if (!found) return std::nullopt;
    endpoint_.charge(found->caller, request);
    known = {found, &found->caller};
  }
  std::optional<Response> response;
  if (route.kind == Route::Kind::widgets_data) {
    const identity::Caller caller = with_account(*known);
    cache::Cache* const cache = caches_.find(caller.account);
    if (!cache || cache->served().account == 0) return std::nullopt;
    const Endpoint::Moment now = Endpoint::moment(cache->served());
    const auto question = asked(request, computation, caller, now.day);
    const auto found = cache->find(cache::key(question), steady_clock::now());
    if (!found.entry) return std::nullopt;
    response = endpoint_.answer(found, now, Verdict::hit);
  } else if (route.kind == Route::Kind::account) {
    cache::Cache* const cache = caches_.find(with_account(*known).account);
    if (!cache) return std::nullopt;
    const auto found = cache->find_served(steady_clock::now());
    if (found.served.account == 0) return std::nullopt;
    response = endpoint_.account(found);
  } else {
    response = endpoint_.at_hand(request, route);
  }
  response->caller = known->name;
  return response;
} catch (const Refused& refused) {
  return refused_response(refused);
} catch (const Problem& problem) {
  return error_envelope(problem);
}

}  // namespace callwidgets::web
