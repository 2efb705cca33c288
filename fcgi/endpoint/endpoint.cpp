#include "fcgi/endpoint/endpoint.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <stdexcept>

#include "calendar/clock.h"
#include "fcgi/endpoint/module.h"
#include "fcgi/endpoint/rendered_answers.h"
#include "fcgi/endpoint/status.h"
#include "fcgi/http/entity_tag.h"
#include "fcgi/http/error_envelope.h"
#include "fcgi/http/log.h"
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

Response json(std::shared_ptr<const std::string> body, const std::string& etag,
              const char* cache_control) {
  Response response;
  response.headers = {
      {"Content-Type", json_type}, {"ETag", etag}, {"Cache-Control", cache_control}};
  response.body = std::move(body);
  return response;
}

Response json(std::string body) {
  const std::string etag = entity_tag(body);
  return json(std::make_shared<const std::string>(std::move(body)), etag, "private, no-cache");
}

// This host's own client, as the web server names it. (A proxy on this host counts as this host.)
bool is_local(const std::string& peer) {
  return peer == "127.0.0.1" || peer == "::1" || peer == "::ffff:127.0.0.1";
}

// Throws Problem where the path or the method is refused. For others than this host /status is not
// there.
void check_allowed(const Request& request, const Route& route) {
  if (route.kind == Route::Kind::unknown ||
      (route.kind == Route::Kind::status && !is_local(request.peer)))
    throw Problem{Problem::Code::not_found, "there is nothing at this path"};
  if (request.method != "GET" && request.method != "HEAD" && request.method != "OPTIONS") {
    throw Problem{Problem::Code::method_not_allowed,
                  std::string{"this method is not allowed; allowed: "} + allowed_methods};
  }
}

// What the settings say about an answer's bytes, about the cache that keeps them, and about what an
// endpoint has no part in.
struct Identity {
  std::string answers;  // answers of another text are other answers
  std::string limits;   // a cache of another text is another cache
  std::vector<std::pair<const char*, std::string>> fixed;  // by name: those that need a restart
};

Identity identity_of(const settings::Settings& settings) {
  // All settings: the compiler refuses this line when one is added, and whoever adds it says below
  // whether answers depend on it, and whether it takes effect without a restart.
  const auto& [databases, account, auth, user_header, token_audience, rate_limit, socket,
               socket_mode, workers, queue, event_threads, answer_seconds, access_log,
               caller_key_file, keep_numbers, withheld, import_memory_bytes, cors_origins,
               cors_headers, max_days, top_customers, customer_url, cache_bytes, cache_folder,
               cache_folder_bytes, shared_caches, stale_seconds] = settings;
  // Of another schema, or from another version of the program, they are others too.
  Identity identity;
  identity.answers = std::string{sql::schema.back().name} + '\n' + module_stamp() + '\n' + account +
                     '\n' + std::to_string(top_customers) + '\n' + customer_url;
  for (const database::Address& address : databases) {
    const auto& [kind, path, host, user, password, name, port, own_socket, tls, ca, cert, key] =
        address;
    identity.answers +=
        '\n' + path + ' ' + host + ' ' + std::to_string(port) + ' ' + own_socket + ' ' + name;
  }
  identity.limits = std::to_string(cache_bytes) + '\n' + cache_folder + '\n' +
                    std::to_string(cache_folder_bytes) + '\n' + std::to_string(stale_seconds);
  identity.fixed = {{"socket", socket.text()},
                    {"socket_mode", std::to_string(socket_mode)},
                    {"workers", std::to_string(workers)},
                    {"queue", std::to_string(queue)},
                    {"event_threads", std::to_string(event_threads)},
                    {"answer_seconds", std::to_string(answer_seconds)}};
  return identity;
}

bool same_cache(const settings::Settings& one, const settings::Settings& other) {
  const auto left = identity_of(one), right = identity_of(other);
  return left.answers == right.answers && left.limits == right.limits;
}

std::shared_ptr<cache::Cache> make_cache(const settings::Settings& settings) {
  std::unique_ptr<cache::Shared> shared;
  if (!settings.cache_folder.empty()) {
    shared = cache::Shared::open(
        settings.cache_folder, static_cast<std::size_t>(settings.cache_folder_bytes),
        identity_of(settings).answers, [](const std::string& text) { log(text); });
  }
  return std::make_shared<cache::Cache>(
      cache::Cache::Limits{static_cast<std::size_t>(settings.cache_bytes),
                           std::chrono::seconds{settings.stale_seconds}},
      std::move(shared));
}

}  // namespace

// One query thread's half of the endpoint.
class EndpointWorker : public Worker {
 public:
  explicit EndpointWorker(Endpoint& endpoint)
      : endpoint_(endpoint), cache_(*endpoint.cache_), source_(endpoint.sources().source()) {}

  // The story of a request that needs the database, and the one place where what goes wrong becomes
  // a status.
  Response answer(const Request& request, const Computation& computation) override {
    try {
      const Watchdog::Watch watch{endpoint_.watchdog_, *source_,
                                  std::chrono::seconds{endpoint_.settings_.answer_seconds}};
      return routed(request, computation, Route::of(request.path));
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

  void interrupt() noexcept override { source_->interrupt(); }

 private:
  Response routed(const Request& request, const Computation& computation, const Route& route) {
    // Nobody reads the feed for a process of plain CGI, or it couldn't be read for a while.
    if (!cache_.reads_present(steady_clock::now())) {
      if (const auto trouble = endpoint_.feed_trouble()) throw *trouble;
      read_feed(*source_, cache_, endpoint_.watchdog_);
    }
    const cache::Served served = cache_.served();
    switch (route.kind) {
      case Route::Kind::customers:
        return json(source_->customers(served.account, question::Parameters{request.query}));
      case Route::Kind::customer:
        return json(source_->customer(served.account, route.customer_id));
      case Route::Kind::widgets_data:
        return widgets_data(request, computation, served);
      case Route::Kind::datasources:
      case Route::Kind::ping:
      case Route::Kind::status:
      case Route::Kind::unknown:
        break;
    }
    throw std::logic_error{"a worker was asked for what needs no database"};
  }

  // A reason that lasts is told once for all requests that it meets.
  void tell(const Request& request, const Unavailable& error) const {
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

  question::Question asked(const Request& request, const Computation& computation,
                           const Endpoint::Moment& now) const {
    return computation.question ? *computation.question : endpoint_.parse(request.query, now.day);
  }

  std::optional<Response> last_good_answer(const Request& request,
                                           const Computation& computation) try {
    const cache::Served served = cache_.served();
    if (served.account == 0 || Route::of(request.path).kind != Route::Kind::widgets_data)
      return std::nullopt;
    const Endpoint::Moment now = Endpoint::moment(served);
    const auto question = asked(request, computation, now);
    const auto found = cache_.find(cache::key(served.account, question), steady_clock::now());
    if (!found.entry) return std::nullopt;
    return endpoint_.answer(found, now, Verdict::hit);
  } catch (const Problem& problem) {
    return error_envelope(problem);
  }

  Response widgets_data(const Request& request, const Computation& computation,
                        const cache::Served& served) {
    constexpr int most_attempts = 3;
    const Endpoint::Moment now = Endpoint::moment(served);
    const auto question = asked(request, computation, now);
    const std::string key = cache::key(served.account, question);
    // Another one may have computed it since.
    const auto at_hand = computation.question ? cache_.find_in_memory(key, steady_clock::now())
                                              : cache_.find(key, steady_clock::now());
    if (at_hand.entry && !at_hand.stale) return endpoint_.answer(at_hand, now, Verdict::hit);
    // A change that came in between makes the answer an old one: then once more.
    for (int attempt = 1;; ++attempt) {
      const auto begin = cache_.begin(steady_clock::now());
      cache::Entry entry = source_->widgets(served.account, question);
      entry.etag = entity_tag(entry.body);
      const auto now_computed = steady_clock::now();
      const auto found = cache_.put(key, std::move(entry), begin, now_computed);
      // Others may go on failing: not each success ends that.
      constexpr std::chrono::seconds quiet{10};
      if (const auto line = endpoint_.troubles_.answers.succeeded_since(now_computed, quiet)) {
        log(*line);
      }
      if (found.stale && attempt < most_attempts) continue;
      Response response = endpoint_.answer(found, now, Verdict::miss);
      // A type that is repeated was read once.
      for (auto type = question.types.begin(); type != question.types.end(); ++type) {
        if (std::find(question.types.begin(), type, *type) != type) continue;
        response.sql += (response.sql.empty() ? "" : ",") + std::string{sql::widget_names[*type]};
      }
      response.rows = source_->rows();
      return response;
    }
  }

  Endpoint& endpoint_;
  cache::Cache& cache_;
  const std::unique_ptr<Source> source_;
};

Endpoint::Endpoint(const settings::Settings& settings, MakeSources* make_sources,
                   const Endpoint* earlier)
    : settings_(settings),
      cross_origin_(settings.cors_origins),
      cache_(earlier && same_cache(settings, earlier->settings_) ? earlier->cache_
                                                                 : make_cache(settings)),
      access_log_(settings.access_log),
      make_sources_(make_sources) {}

Endpoint::~Endpoint() = default;

std::uint64_t Endpoint::next_number() {
  static std::atomic<std::uint64_t> latest{0};
  return ++latest;
}

std::string Endpoint::needs_restart(const settings::Settings& before,
                                    const settings::Settings& now) {
  const auto former = identity_of(before).fixed, latter = identity_of(now).fixed;
  std::string names;
  for (std::size_t at = 0; at < latter.size(); ++at) {
    if (former[at] != latter[at])
      names += (names.empty() ? "" : ", ") + std::string{latter[at].first};
  }
  return names;
}

Sources& Endpoint::sources() {
  std::call_once(sources_made_, [this] { sources_ = make_sources_(settings_); });
  return *sources_;
}

void Endpoint::start() {
  feed_reader_ = std::make_unique<FeedReader>(sources().source(), *cache_, watchdog_, troubles_);
  reads_feed_ = true;
}

void Endpoint::stop() {
  std::unique_ptr<FeedReader> reader;
  {
    const std::lock_guard lock{feed_mutex_};
    reader = std::move(feed_reader_);
  }
  reader.reset();
  cache_->share(steady_clock::now());
  access_log_.flush();
}

std::optional<Unavailable> Endpoint::feed_trouble() const {
  const std::lock_guard lock{feed_mutex_};
  return feed_reader_ ? troubles_.database.reason() : std::nullopt;
}

question::Question Endpoint::parse(const std::string& query, std::int64_t day) const {
  return question::parse(
      question::Parameters{query},
      {sql::widget_names, calendar::day_of(day), settings_.max_days, settings_.top_customers});
}

// The story of a request that may be answered on the spot.
std::variant<Response, Computation> Endpoint::at_once(const Request& request) try {
  const Route route = Route::of(request.path);
  check_allowed(request, route);
  if (request.method == "OPTIONS")
    return finished(request, cross_origin_.preflight(request), false);
  switch (route.kind) {
    case Route::Kind::widgets_data:
      return widgets_at_once(request);
    case Route::Kind::customers:
    case Route::Kind::customer:
      return Computation{"path " + request.path + '?' + request.query};
    case Route::Kind::datasources:
    case Route::Kind::ping:
    case Route::Kind::status:
    case Route::Kind::unknown:
      break;
  }
  return finished(request, at_hand(request, route), false);
} catch (const Problem& problem) {
  return finished(request, error_envelope(problem), false);
}

Response Endpoint::at_hand(const Request& request, const Route& route) const {
  switch (route.kind) {
    case Route::Kind::ping:
      return json(std::string{ping_body});
    case Route::Kind::datasources:
      return json(std::string{datasources_body});
    case Route::Kind::status:
      return status(request);
    case Route::Kind::widgets_data:
    case Route::Kind::customers:
    case Route::Kind::customer:
    case Route::Kind::unknown:
      break;
  }
  throw std::logic_error{"this path has no answer at hand"};
}

// From the cache. Throws Problem.
std::variant<Response, Computation> Endpoint::widgets_at_once(const Request& request) {
  const cache::Served served = cache_->served();
  if (served.account == 0) return Computation{"query " + request.query};
  const Moment now = moment(served);
  // What is said to caches in front is said for one second.
  const std::int64_t good_in = settings_.shared_caches ? now.second : now.day;
  const bool to_nginx = goes_to_nginx(request);
  const bool plain =
      request.method == "GET" && request.origin.empty() && held_by_client(request).empty();
  const RenderedAnswer* rendered =
      plain ? RenderedAnswers::of_this_thread().find(number_, request.query) : nullptr;
  if (rendered && (rendered->good_in != good_in || rendered->to_nginx != to_nginx)) {
    rendered = nullptr;
  }
  std::optional<question::Question> question;
  std::string made;
  if (!rendered) {
    question = parse(request.query, now.day);
    made = cache::key(served.account, *question);
  }
  const std::string& key = rendered ? rendered->key : made;
  const auto found = cache_->find(key, steady_clock::now());
  if (rendered && found.entry == rendered->entry && !found.stale) {
    Response response;
    response.text = rendered->text;
    response.verdict = Verdict::hit;
    return response;
  }
  // Where nobody reads the feed, as for plain CGI, a worker does first.
  if (!found.entry || (found.stale && !reads_feed_)) {
    return Computation{key, std::move(question)};
  }
  Response response = finished(request, answer(found, now, Verdict::hit), false);
  if (plain && !found.stale) {
    RenderedAnswers::of_this_thread().keep(number_, request.query,
                                           {key, found.entry, good_in, to_nginx,
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
    Response response = json(std::move(body), found.entry->etag, "no-store");
    response.headers.emplace_back("Warning", "110 callwidgets \"Response is Stale\"");
    response.headers.emplace_back("Age", std::to_string(found.age.count()));
    response.verdict = Verdict::stale;
    return response;
  }
  const bool over = found.entry->to < now.day;
  const char* const control = !settings_.shared_caches ? "private, no-cache"
                              : over ? "public, max-age=0, s-maxage=1, stale-if-error=86400"
                                     : "public, max-age=0, s-maxage=1";
  Response response = json(std::move(body), found.entry->etag, control);
  if (settings_.shared_caches) response.copies_until = now.second;
  response.verdict = verdict;
  return response;
}

// What every answer gets last: revalidation, HEAD, how it came about, the headers of its origin. A
// stale answer is sent whole: to a cache in front a 304 would say that its copy is as good as new.
Response Endpoint::finished(const Request& request, Response response, bool shared) {
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
  if (shared && response.verdict == Verdict::miss) response.verdict = Verdict::coalesced;
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
  return status_response(request, acceptor_ ? acceptor_() : Figures{}, cache_->counts(),
                         sources_ ? sources_->sessions() : 0, trouble);
}

std::unique_ptr<Worker> Endpoint::worker() { return std::make_unique<EndpointWorker>(*this); }

}  // namespace callwidgets::web
