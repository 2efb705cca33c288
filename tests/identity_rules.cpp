#include "identity_rules.h"

#include <algorithm>

#include "calendar_days.h"

namespace callwidgets::test {
namespace {

using Route = Enquiry::Route;

Wanted refused(int status, const std::string& code, const std::string& message,
               const std::string& parameter = {}) {
  return {status, "{\"errors\":[{\"code\":\"" + code + "\"," +
                      (parameter.empty() ? "" : "\"parameter\":\"" + parameter + "\",") +
                      "\"message\":\"" + message + "\"}]}"};
}

Wanted refused_by_token(const std::string& challenge, const std::string& message) {
  Wanted wanted = refused(401, "unauthorized", message);
  wanted.challenge = "Bearer realm=\"callwidgets\"" + challenge;
  return wanted;
}

Wanted nothing_here() { return refused(404, "not_found", "there is nothing at this path"); }

// One name or several of widgets, one of which may be none.
bool all_widgets(const std::vector<std::string>& types) {
  return std::all_of(types.begin(), types.end(), [](const std::string& type) {
    return std::count(Oracle::types().begin(), Oracle::types().end(), type) > 0;
  });
}

Enquiry data(const std::string& path, const std::vector<std::string>& types,
             const std::string& customer) {
  std::string target = path + "?type=";
  for (const std::string& type : types) target += (&type == &types[0] ? "" : ",") + type;
  if (!customer.empty()) target += "&customer_id=" + customer;
  target += "&from_date=" + day_text(TwoAccounts::kFrom) + "&to_date=" + day_text(TwoAccounts::kTo);
  return {Route::data, target, types, customer};
}

}  // namespace

std::optional<long> Enquiry::named() const {
  if (customer.empty() || customer == "0" || customer.starts_with("{{")) return std::nullopt;
  return std::stol(customer);
}

const std::vector<Enquiry>& all_enquiries() {
  static const std::vector<Enquiry> all = [] {
    std::vector<Enquiry> made;
    // 1 to 3 are one's, 2 and 4 two's, 77 nobody's.
    for (const char* customer : {"", "0", "{{customerId}}", "1", "2", "3", "4", "77"}) {
      made.push_back(data("/widgets/data", {"call_totals"}, customer));
    }
    for (const char* customer : {"", "1", "2", "4", "77"}) {
      made.push_back(data("/widgets/data", {"calls_per_day", "unique_callers"}, customer));
      made.push_back(data("/widgets/data", {"top_customers_by_calls"}, customer));
    }
    for (const char* customer : {"", "1", "4"}) {
      made.push_back(data("", {"call_totals"}, customer));
      made.push_back(data("/", {"missed_calls"}, customer));
    }
    made.push_back(data("/widgets/data", {"nonsense"}, "4"));
    made.push_back(data("/widgets/data", {"nonsense"}, ""));
    made.push_back({Route::datasources, "/widgets/datasources"});
    made.push_back({Route::account, "/account"});
    made.push_back({Route::customers, "/customers"});
    for (const char* beginning : {"A", "B", "C", "D", "E"}) {
      const std::string name = beginning;
      made.push_back({Route::customers, "/customers?name=" + name, {}, {}, name});
    }
    for (const char* customer : {"0", "1", "2", "4", "77"}) {
      const std::string id = customer;
      made.push_back({Route::customers, "/customers?customer_id=" + id, {}, id});
      if (id != "0") made.push_back({Route::customer, "/customers/" + id, {}, id});
    }
    made.push_back({Route::ping, "/miscellaneous/ping"});
    made.push_back({Route::status, "/status"});
    for (const char* path : {"/nothing", "/customers/0", "/widgets", "/miscellaneous"}) {
      made.push_back({Route::unknown, path});
    }
    return made;
  }();
  return all;
}

IdentityRules::IdentityRules(const TwoAccounts& accounts, const std::string& auth)
    : accounts_(accounts), auth_(auth) {}

Wanted IdentityRules::wanted(const Identity& identity, const std::string& method,
                             const Enquiry& asked) const {
  if (asked.route == Route::unknown) return nothing_here();
  if (asked.route == Route::status && identity.came_by_proxy) return nothing_here();
  if (method != "GET" && method != "HEAD" && method != "OPTIONS") {
    return refused(405, "method_not_allowed",
                   "this method is not allowed; allowed: GET, HEAD, OPTIONS");
  }
  if (method == "OPTIONS") return {204, ""};
  if (asked.route == Route::status) return {200, "", "", false};

  Wanted refusal;
  const std::optional<View> caller = view(identity, refusal);
  if (!caller) return refusal;
  switch (asked.route) {
    case Route::data:
      return data(*caller, asked);
    case Route::datasources:
      return {200, "[{\"datasource\":0,\"name\":\"Everything\"}]"};
    case Route::account: {
      Wanted wanted{200, R"({"today":"0000-00-00","time":"00:00:00","time_zone":")" +
                             TwoAccounts::time_zone(caller->account) + R"(","max_days":3660})"};
      wanted.tells_time = true;
      return wanted;
    }
    case Route::customers:
      return {200, customers(*caller, asked.named(), asked.beginning)};
    case Route::customer: {
      const long id = *asked.named();
      if (!caller->shows(id) || !accounts_.customers(caller->account).contains(id)) {
        return refused(404, "not_found", "there is no customer " + asked.customer);
      }
      return {200, customers(*caller, id)};
    }
    default:
      return {200, "{\"ping\":\"ok\"}"};
  }
}

std::optional<View> IdentityRules::view(const Identity& identity, Wanted& refusal) const {
  if (auth_ == "everyone") return View{"one", {}};
  if (auth_ == "none") {
    if (!identity.came_by_proxy) return View{"one", {}};
    refusal = refused(403, "forbidden", "only this host may ask");
    return std::nullopt;
  }
  using Bearer = Identity::Bearer;
  const bool tokens = on("token") || on("signed");
  if (identity.twice && tokens) {
    refusal = refused_by_token(", error=\"invalid_token\"", "it is said twice who asks");
    return std::nullopt;
  }
  if (tokens && identity.bearer != Bearer::none) {
    const bool is_good = (identity.bearer == Bearer::token && on("token")) ||
                         (identity.bearer == Bearer::signed_token && on("signed"));
    if (is_good) return identity.token_shows;
    refusal =
        refused_by_token(", error=\"invalid_token\"",
                         "this token is not valid: it is not known, has expired or was revoked");
    return std::nullopt;
  }
  if (on("server") && !identity.login.empty()) {
    if (identity.login_shows) return identity.login_shows;
    refusal = refused(403, "forbidden", "this login may see no figures");
  } else if (tokens) {
    refusal = refused_by_token("", "a token is needed, as Authorization: Bearer");
  } else {
    refusal = refused(403, "forbidden", "no login is known for this request");
  }
  return std::nullopt;
}

Wanted IdentityRules::data(const View& view, const Enquiry& asked) const {
  if (!all_widgets(asked.types)) {
    std::vector<std::string> names = Oracle::types();
    std::sort(names.begin(), names.end());
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
    return refused(
        400, "invalid_parameter",
        "type is '" + asked.types[0] + "'; allowed: one or several, comma-separated, of " + list,
        "type");
  }
  std::optional<long> customer = asked.named();
  if (!customer && view.customers) {
    if (view.customers->size() > 1) {
      return refused(400, "missing_parameter",
                     "customer_id is missing; allowed: one of the customers that you may see, "
                     "which /customers lists",
                     "customer_id");
    }
    customer = *view.customers->begin();
  }
  if (customer &&
      (!view.shows(*customer) || !accounts_.customers(view.account).contains(*customer))) {
    return refused(404, "not_found",
                   "customer_id: there is no customer " + std::to_string(*customer), "customer_id");
  }
  return {200, accounts_.oracle(view.account)
                   .answer({asked.types, customer, TwoAccounts::kFrom, TwoAccounts::kTo, 1})};
}

std::string IdentityRules::customers(const View& view, std::optional<long> only,
                                     const std::string& beginning) const {
  std::string rows;
  int total = 0;
  for (const auto& [id, name] : accounts_.customers(view.account)) {
    if (!view.shows(id) || (only && id != *only) || !name.starts_with(beginning)) {
      continue;
    }
    rows += (rows.empty() ? "" : ",") + ("{\"customer_id\":\"" + std::to_string(id)) +
            "\",\"name\":\"" + name + "\",\"custnr\":\"\"}";
    ++total;
  }
  return "{\"total\":" + std::to_string(total) +
         ",\"page\":0,\"pagesize\":1000,\"numpages\":" + (total > 0 ? "1" : "0") +
         ",\"customers\":[" + rows + "]}";
}

}  // namespace callwidgets::test
