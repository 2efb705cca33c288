#include "fcgi/endpoint.h"

#include <chrono>

#include "accounts/account.h"
#include "fcgi/customers.h"
#include "fcgi/entity_tag.h"
#include "fcgi/error_envelope.h"
#include "fcgi/log.h"
#include "fcgi/route.h"
#include "question/question.h"
#include "widgets/answer.h"

namespace callwidgets::door {

using question::Problem;

namespace {

constexpr const char* datasources_body = R"([{"datasource":0,"name":"Everything"}])";
constexpr const char* ping_body = R"({"ping":"ok"})";

Response json(std::shared_ptr<const std::string> body, const std::string& etag) {
  Response response;
  // Until logins exist every caller gets the same answer; still no shared cache may keep it, for
  // later it may not.
  response.headers = {
      {"Content-Type", json_type}, {"ETag", etag}, {"Cache-Control", "private, no-cache"}};
  response.body = std::move(body);
  return response;
}

Response json(std::string body) {
  const std::string etag = entity_tag(body);
  return json(std::make_shared<const std::string>(std::move(body)), etag);
}

// The refusal of a path or method, where there is one.
std::optional<Problem> refusal(const Request& request, const Route& route) {
  if (route.kind == Route::Kind::unknown)
    return Problem{Problem::Code::not_found, "there is nothing at this path"};
  if (request.method != "GET" && request.method != "HEAD" && request.method != "OPTIONS") {
    return Problem{Problem::Code::method_not_allowed,
                   std::string{"this method is not allowed; allowed: "} + allowed_methods};
  }
  return std::nullopt;
}

// What every answer gets last: revalidation, HEAD, the headers of its origin.
Response finished(const Request& request, Response response, const CrossOrigin& cross_origin) {
  if (response.status == 200 && !request.if_none_match.empty()) {
    for (const auto& [name, value] : response.headers) {
      if (name == "ETag" && matches(request.if_none_match, value)) {
        response.status = 304;
        response.body = nullptr;
        break;
      }
    }
  }
  response.head = request.method == "HEAD";
  if (response.status != 204) cross_origin.mark(request, response);
  return response;
}

}  // namespace

// One query thread's half of the endpoint.
class EndpointWorker : public Worker {
 public:
  explicit EndpointWorker(Endpoint& endpoint) : endpoint_(endpoint) {}

  // The story of a request that needs the database, and the one place where what goes wrong becomes
  // a status.
  Response answer(const Request& request) override {
    Response response;
    try {
      response = with_session([&] { return routed(request, Route::of(request.path)); });
    } catch (const Problem& problem) {
      response = error_envelope(problem);
    } catch (const database::Error& error) {
      forget_session();
      log(request, std::string{"database: "} + error.what());
      const bool down = error.kind() != database::Error::Kind::refused;
      response = error_envelope(
          down ? Problem{Problem::Code::unavailable, "the call figures are not available just now"}
               : Problem{Problem::Code::internal, "an internal error; it has been logged"});
    } catch (const std::exception& error) {
      forget_session();
      log(request, std::string{"internal: "} + error.what());
      response = error_envelope({Problem::Code::internal, "an internal error; it has been logged"});
    }
    return finished(request, std::move(response), endpoint_.cross_origin_);
  }

 private:
  void forget_session() {
    session_ = nullptr;
    names_ = {};  // another server, or a backup put back, may know other names
  }

  // A session that broke since the last request is replaced once; what it asked has changed
  // nothing.
  template <class Body>
  Response with_session(Body body) {
    const bool fresh = session_ == nullptr;
    if (fresh) session_ = database::open_reader(endpoint_.address_);
    try {
      return body();
    } catch (const database::Error& error) {
      if (fresh || error.kind() == database::Error::Kind::refused) throw;
      forget_session();
      session_ = database::open_reader(endpoint_.address_);
      return body();
    }
  }

  Response routed(const Request& request, const Route& route) {
    const accounts::Account account = served_account();
    const question::Parameters parameters{request.query};
    switch (route.kind) {
      case Route::Kind::customers:
        return json(customers_body(*session_, account.number, parameters));
      case Route::Kind::customer:
        return json(customer_body(*session_, account.number, route.customer_id));
      default:
        return widgets_data(account, parameters);
    }
  }

  Response widgets_data(const accounts::Account& account, const question::Parameters& parameters) {
    const auto now = date::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const auto question = question::parse(
        parameters, {widgets::names(), account.zone.local(now).day, endpoint_.settings_.max_days});
    const auto entry =
        endpoint_.cache_.get(cache::key(account.number, question), account.version, [&] {
          auto answer =
              widgets::answer(*session_, names_, account, question, endpoint_.presentation_);
          std::string etag = entity_tag(answer.body);
          return cache::Entry{std::make_shared<const std::string>(std::move(answer.body)),
                              std::move(etag), answer.version};
        });
    return json(entry->body, entry->etag);
  }

  accounts::Account served_account() {
    auto choice = accounts::choose(*session_, endpoint_.settings_.account);
    if (!choice.account) throw std::runtime_error(choice.problem);
    return *choice.account;
  }

  Endpoint& endpoint_;
  std::unique_ptr<database::Session> session_;
  figures::NameBook names_;
};

Endpoint::Endpoint(const settings::Settings& settings)
    : settings_(settings),
      address_(*database::Address::parse(settings.database)),
      presentation_{settings.top_customers, settings.customer_url},
      cross_origin_(settings.cors_origins),
      cache_(static_cast<std::size_t>(settings.cache_bytes)) {}

std::optional<Response> Endpoint::at_once(const Request& request) {
  const Route route = Route::of(request.path);
  if (const auto problem = refusal(request, route)) {
    return finished(request, error_envelope(*problem), cross_origin_);
  }
  if (request.method == "OPTIONS")
    return finished(request, cross_origin_.preflight(request), cross_origin_);
  if (route.kind == Route::Kind::ping)
    return finished(request, json(std::string{ping_body}), cross_origin_);
  if (route.kind == Route::Kind::datasources) {
    return finished(request, json(std::string{datasources_body}), cross_origin_);
  }
  return std::nullopt;
}

std::unique_ptr<Worker> Endpoint::worker() { return std::make_unique<EndpointWorker>(*this); }

}  // namespace callwidgets::door
