#include "fcgi/endpoint/endpoint.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <stdexcept>

#include "calendar/clock.h"
#include "fcgi/endpoint/account_body.h"
#include "fcgi/endpoint/endpoint_worker.h"
#include "fcgi/endpoint/met_callers.h"
#include "fcgi/endpoint/module.h"
#include "fcgi/endpoint/rendered_answers.h"
#include "fcgi/endpoint/settings_effects.h"
#include "fcgi/endpoint/status.h"
#include "fcgi/http/entity_tag.h"
#include "fcgi/http/error_envelope.h"
#include "fcgi/http/json_response.h"
#include "fcgi/http/local_client.h"
#include "fcgi/http/response_bytes.h"
#include "sql/statements.h"

namespace callwidgets::web {

using question::Problem;
using std::chrono::steady_clock;

namespace {

constexpr const char* datasources_body = R"([{"datasource":0,"name":"Everything"}])";
constexpr const char* ping_body = R"({"ping":"ok"})";

// Whether the web server that asks is nginx, with the shipped file.
bool goes_to_nginx(const Request& request) { return request.front == "nginx"; }

// nginx takes `s-maxage=1` for the rest of this second and the next, and X-Accel-Expires, where it
// comes after that, for the rest of this one; it hands it to nobody. And that it compresses it says
// in what it might compress only, which a 304 is not.
void say_to_nginx(Response& response) {
  if (response.copies_until != 0) {
    response.headers.emplace_back("X-Accel-Expires", "@" + std::to_string(response.copies_until));
  }
  if (response.status != 304) return;
  for (auto& [name, value] : response.headers) {
    if (name == "Vary") value += ", Accept-Encoding";
  }
}

// Throws Problem where the path or the method is refused. For others than this host /status is not
// there.
void check_allowed(const Request& request, const Route& route) {
  if (route.kind == Route::Kind::unknown ||
      (route.kind == Route::Kind::status && !is_of_this_host(request)))
    throw Problem{Problem::Code::not_found, "there is nothing at this path"};
  if (request.method != "GET" && request.method != "HEAD" && request.method != "OPTIONS") {
    throw Problem{Problem::Code::method_not_allowed,
                  std::string{"this method is not allowed; allowed: "} + allowed_methods};
  }
}

void mark_stale(Response& response, std::chrono::seconds age) {
  response.headers.emplace_back("Warning", "110 callwidgets \"Response is Stale\"");
  response.headers.emplace_back("Age", std::to_string(age.count()));
  response.verdict = Verdict::stale;
}

std::shared_ptr<RateLimits> made_limits(const settings::Settings& settings) {
  return settings.rate_limit ? std::make_shared<RateLimits>(*settings.rate_limit) : nullptr;
}

// Whose requests are counted together. Where one name stands for many people, for everybody or for
// all who have a token of one key, they are told by their address.
std::string counted_as(const identity::Caller& caller, const Request& request) {
  return caller.is_one_of_many ? caller.name + ' ' + request.peer : caller.name;
}

}  // namespace

Endpoint::Endpoint(const settings::Settings& settings, MakeSources* make_sources,
                   const Endpoint* earlier)
    : settings_(settings),
      cross_origin_(settings.cors_origins, settings.cors_headers, settings.auth.has_logins()),
      authenticator_(settings),
      rate_limits_(earlier && settings.rate_limit == earlier->settings_.rate_limit
                       ? earlier->rate_limits_
                       : made_limits(settings)),
      caches_(earlier && same_caches(settings, earlier->settings_) ? earlier->caches_
                                                                   : make_caches(settings)),
      access_log_(settings.access_log),
      make_sources_(make_sources) {}

Endpoint::~Endpoint() = default;

std::uint64_t Endpoint::next_number() {
  static std::atomic<std::uint64_t> latest{0};
  return ++latest;
}

Sources& Endpoint::sources() {
  std::call_once(sources_made_, [this] { sources_ = make_sources_(settings_); });
  return *sources_;
}

void Endpoint::start() {
  if (settings_.auth.signed_tokens) load_verify_token();
  feed_reader_ = std::make_unique<FeedReader>(sources().source(), *caches_, watchdog_, troubles_);
  reads_feed_ = true;
}

void Endpoint::stop() {
  std::unique_ptr<FeedReader> reader;
  {
    const std::lock_guard lock{feed_mutex_};
    reader = std::move(feed_reader_);
  }
  reader.reset();
  caches_->share(steady_clock::now());
  access_log_.flush();
}

std::optional<Unavailable> Endpoint::feed_trouble() const {
  const std::lock_guard lock{feed_mutex_};
  return feed_reader_ ? troubles_.database.reason() : std::nullopt;
}

question::Question Endpoint::parse(const std::string& query, const identity::Caller& caller,
                                   std::int64_t account, std::int64_t day) const {
  return question::parse(question::Parameters{query}, caller,
                         {account, sql::widget_names, calendar::day_of(day), settings_.max_days,
                          settings_.top_customers});
}

// The story of a request that may be answered on the spot.
std::variant<Response, Computation> Endpoint::at_once(const Request& request) try {
  const Route route = Route::of(request.path);
  check_allowed(request, route);
  if (request.method == "OPTIONS") return made(request, cross_origin_.preflight(request));
  if (route.kind == Route::Kind::status) return made(request, status(request));
  const auto known = known_caller(request, reads_feed_);
  if (!known) return Computation{};
  charge(known->caller, request);
  return at_once(request, route, known);
} catch (const Refused& refused) {
  return made(request, refused_response(refused));
} catch (const Problem& problem) {
  return made(request, error_envelope(problem));
} catch (const std::exception&) {
  return Computation{};  // a worker meets it again, and logs it
}

// The same of a known caller.
std::variant<Response, Computation> Endpoint::at_once(
    const Request& request, const Route& route, const std::shared_ptr<const KnownCaller>& known) {
  Response response;
  try {
    switch (route.kind) {
      case Route::Kind::widgets_data:
        return widgets_at_once(request, known);
      case Route::Kind::account:
        return account_at_once(request, known);
      case Route::Kind::customers:
      case Route::Kind::customer:
        return Computation{"path " + known->view + '\n' + request.path + '?' + request.query,
                           {},
                           {known, &known->caller}};
      case Route::Kind::datasources:
      case Route::Kind::ping:
      case Route::Kind::status:
      case Route::Kind::unknown:
        break;
    }
    response = made(request, at_hand(request, route));
  } catch (const Problem& problem) {
    response = made(request, error_envelope(problem));
  }
  response.caller = known->caller.name;
  return response;
}

// Null where the database has to be asked who that is. `stale_is_good`: what may have changed since
// is good enough, for it is read again all the time. Throws Refused.
std::shared_ptr<const KnownCaller> Endpoint::known_caller(const Request& request,
                                                          bool stale_is_good) const {
  const std::int64_t now = calendar::wall_clock();
  const auto good = [&](const cache::Cache::Found& found) {
    return found.entry && (!found.stale || stale_is_good);
  };
  MetCallers& met = MetCallers::of_this_thread();
  if (const MetCaller* const one = request.authorization_ambiguous || request.authorization.empty()
                                       ? nullptr
                                       : met.find(number_, request.authorization)) {
    const auto found = caches_->directory().find(one->key, steady_clock::now());
    if (good(found) && found.entry == one->credential && now < one->until) return one->caller;
  }
  const auto claim = authenticator_.claim_of(request);
  if (!claim) return authenticator_.everybody();
  const std::string key = claim->key();
  const auto found = caches_->directory().find(key, steady_clock::now());
  if (!good(found)) return nullptr;
  if (!found.stale && Authenticator::unused_on(found.entry, now)) return nullptr;
  auto [caller, until] = authenticator_.judged(*claim, found.entry, now);
  if (!claim->proof.empty()) {
    met.keep(number_, request.authorization, {key, found.entry, until, caller});
  }
  return caller;
}

// Counts a request of the caller's. Throws Refused where there are too many.
void Endpoint::charge(const identity::Caller& caller, const Request& request) {
  if (!rate_limits_) return;
  const auto wait = rate_limits_->refused(counted_as(caller, request), steady_clock::now());
  if (wait) throw Refused{*wait, "too many requests", caller.name};
}

Response Endpoint::at_hand(const Request& request, const Route& route) const {
  switch (route.kind) {
    case Route::Kind::ping:
      return json_response(std::string{ping_body});
    case Route::Kind::datasources:
      return json_response(std::string{datasources_body});
    case Route::Kind::status:
      return status(request);
    case Route::Kind::widgets_data:
    case Route::Kind::account:
    case Route::Kind::customers:
    case Route::Kind::customer:
    case Route::Kind::unknown:
      break;
  }
  throw std::logic_error{"this path has no answer at hand"};
}

// 0 where it is not known yet.
std::int64_t Endpoint::account_of(const identity::Caller& caller) const {
  return caller.account != 0 ? caller.account : caches_->directory().served().account;
}

// From what is known of the account, as of figures.
std::variant<Response, Computation> Endpoint::account_at_once(
    const Request& request, const std::shared_ptr<const KnownCaller>& known) {
  const std::int64_t number = account_of(known->caller);
  cache::Cache::FoundServed found;
  if (number != 0) found = caches_->of(number).find_served(steady_clock::now());
  if (found.served.account == 0 || (found.stale && !reads_feed_)) {
    return Computation{"account " + known->view, {}, {known, &known->caller}};
  }
  Response response = made(request, account(found));
  response.caller = known->caller.name;
  return response;
}

// From the cache. Throws Problem.
std::variant<Response, Computation> Endpoint::widgets_at_once(
    const Request& request, const std::shared_ptr<const KnownCaller>& known) {
  const identity::Caller& caller = known->caller;
  const std::int64_t account = account_of(caller);
  const std::string asked = known->view + '\n' + request.query;
  const std::shared_ptr<const identity::Caller> computed_for{known, &caller};
  const RenderedAnswer* rendered = nullptr;
  const bool plain =
      request.method == "GET" && request.origin.empty() && held_by_client(request).empty();
  if (plain) rendered = RenderedAnswers::of_this_thread().find(number_, asked);
  if (account == 0) return Computation{"query " + asked, {}, computed_for};
  // Made where it was not asked about yet: other processes may know it.
  cache::Cache* const cache =
      rendered && rendered->account == account ? rendered->cache : &caches_->of(account);
  const cache::Served served = cache->served();
  if (served.account == 0) return Computation{"query " + asked, {}, computed_for};
  const Moment now = moment(served);
  // What is said to caches in front is said for one second.
  const std::int64_t good_in = settings_.shared_caches ? now.second : now.day;
  const bool to_nginx = goes_to_nginx(request);
  if (rendered && (rendered->account != account || rendered->good_in != good_in ||
                   rendered->to_nginx != to_nginx)) {
    rendered = nullptr;
  }
  std::optional<question::Question> question;
  std::string made_key;
  if (!rendered) {
    question = parse(request.query, caller, account, now.day);
    made_key = cache::key(*question);
  }
  const std::string& key = rendered ? rendered->key : made_key;
  const auto found = cache->find(key, steady_clock::now());
  if (rendered && found.entry == rendered->entry && !found.stale) {
    Response response;
    response.text = rendered->text;
    response.verdict = Verdict::hit;
    response.caller = caller.name;
    return response;
  }
  // Where nobody reads the feed, as for plain CGI, a worker does first.
  if (!found.entry || (found.stale && !reads_feed_)) {
    return Computation{key, std::move(question), computed_for};
  }
  Response response = made(request, answer(found, now, Verdict::hit));
  response.caller = caller.name;
  if (plain && !found.stale) {
    RenderedAnswers::of_this_thread().keep(number_, asked,
                                           {account, cache, key, found.entry, good_in, to_nginx,
                                            std::make_shared<const std::string>(bytes(response))});
  }
  return response;
}

Endpoint::Moment Endpoint::moment(const cache::Served& served) {
  const std::int64_t second = calendar::wall_clock();
  return {second, served.day_at(second)};
}

Response Endpoint::answer(const cache::Cache::Found& found, const Moment& now,
                          Verdict verdict) const {
  // Its own string, for as long as somebody sends it.
  std::shared_ptr<const std::string> body{found.entry, &found.entry->body};
  if (found.stale) {
    Response response = json_response(std::move(body), found.entry->etag, "no-store");
    mark_stale(response, found.age);
    return response;
  }
  const bool over = found.entry->to < now.day;
  const char* const control = !settings_.shared_caches ? "private, no-cache"
                              : over ? "public, max-age=0, s-maxage=1, stale-if-error=86400"
                                     : "public, max-age=0, s-maxage=1";
  Response response = json_response(std::move(body), found.entry->etag, control);
  if (settings_.shared_caches) response.copies_until = now.second;
  response.verdict = verdict;
  return response;
}

// It says the time: nobody keeps it, so that it needs no tag.
Response Endpoint::account(const cache::Cache::FoundServed& found) const {
  Response response;
  response.headers = {{"Content-Type", json_type}, {"Cache-Control", "no-store"}};
  response.body = std::make_shared<const std::string>(
      account_body(found.served, calendar::wall_clock(), settings_.max_days));
  if (found.stale) mark_stale(response, found.age);
  return response;
}

// What every answer gets last: revalidation, HEAD, how it came about, the headers of its origin. A
// stale answer is sent whole: to a cache in front a 304 would say that its copy is as good as new.
Response Endpoint::finished(const Request& request, const Computation& computation,
                            Response response, bool shared) {
  if (computation.caller) response.caller = computation.caller->name;
  if (shared && response.verdict == Verdict::miss) response.verdict = Verdict::coalesced;
  return made(request, std::move(response));
}

Response Endpoint::made(const Request& request, Response response) const {
  const std::string& held = held_by_client(request);
  if (response.status == 200 && response.verdict != Verdict::stale && !held.empty()) {
    for (const auto& [name, value] : response.headers) {
      if (name == "ETag" && matches(held, value)) {
        response.status = 304;
        response.body = nullptr;
        break;
      }
    }
  }
  response.head = request.method == "HEAD";
  if (response.verdict != Verdict::none) {
    response.headers.emplace_back("X-Cache", name_of(response.verdict));
  }
  if (response.status != 204) cross_origin_.mark(request, response);
  if (goes_to_nginx(request)) say_to_nginx(response);
  return response;
}

// Where a cache in front may keep nothing, a 304 is the client's and not for a copy.
const std::string& Endpoint::held_by_client(const Request& request) const {
  const bool told_by_client = !settings_.shared_caches && request.if_none_match.empty();
  return told_by_client ? request.client_if_none_match : request.if_none_match;
}

void Endpoint::answered(const Request& request, const Response& response,
                        std::chrono::microseconds took) {
  access_log_.add(request, response, took);
}

Response Endpoint::status(const Request& request) const {
  const auto now = steady_clock::now();
  auto trouble = troubles_.database.state(now);
  if (!trouble) trouble = troubles_.answers.state(now);
  return status_response(request, acceptor_ ? acceptor_() : Figures{}, caches_->counts(),
                         sources_ ? sources_->sessions() : 0, trouble);
}

std::unique_ptr<Worker> Endpoint::worker() { return std::make_unique<EndpointWorker>(*this); }

}  // namespace callwidgets::web
