#include "fcgi/signed/verifying/claims.h"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace callwidgets::web {
namespace {

constexpr std::int64_t longest_life = 86'400;  // seconds
constexpr std::size_t most_customers = 1000;
constexpr std::int64_t largest_customer = 999'999'999'999'999'999;

std::string_view text_of(const json_t* text) {
  return {json_string_value(text), json_string_length(text)};
}

bool names_audience(const json_t* aud, const std::string& audience) {
  if (json_is_string(aud)) return text_of(aud) == audience;
  if (!json_is_array(aud)) return false;
  bool found = false;
  for (std::size_t at = 0; at < json_array_size(aud); ++at) {
    const json_t* const one = json_array_get(aud, at);
    if (!json_is_string(one)) return false;
    found = found || text_of(one) == audience;
  }
  return found;
}

// 0 where it is no customer's id.
std::int64_t customer_id(const json_t* value) {
  std::int64_t id = 0;
  if (json_is_integer(value)) {
    id = json_integer_value(value);
  } else if (json_is_string(value)) {
    const std::string_view text = text_of(value);
    if (text.empty() || text[0] < '1' || text[0] > '9') return 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    if (error != std::errc{} || end != text.data() + text.size()) return 0;
  }
  return id >= 1 && id <= largest_customer ? id : 0;
}

// Sorted and without repetition; empty where the list is no such list.
std::vector<std::int64_t> customer_ids(const json_t* list) {
  const std::size_t size = json_is_array(list) ? json_array_size(list) : 0;
  if (size > most_customers) return {};
  std::vector<std::int64_t> ids;
  for (std::size_t at = 0; at < size; ++at) {
    const std::int64_t id = customer_id(json_array_get(list, at));
    if (id == 0) return {};
    ids.push_back(id);
  }
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

// Why the token is not good at this second; null where it is.
const char* fault_of_time(const json_t* claims, std::int64_t now) {
  const json_t* const exp = json_object_get(claims, "exp");
  if (!json_is_integer(exp)) return "no exp";
  if (json_integer_value(exp) <= now - clock_leeway) return "expired";
  if (json_integer_value(exp) > now + longest_life + clock_leeway) return "life too long";
  for (const char* name : {"nbf", "iat"}) {
    const json_t* const from = json_object_get(claims, name);
    if (!from) continue;
    if (!json_is_integer(from)) return "bad nbf or iat";
    if (json_integer_value(from) > now + clock_leeway) return "not yet good";
  }
  return nullptr;
}

}  // namespace

Json read_claims(std::string_view json) {
  Json claims{json_loadb(json.data(), json.size(), JSON_REJECT_DUPLICATES, nullptr)};
  if (!json_is_object(claims.get())) claims.reset();
  return claims;
}

std::variant<Claims, RefusedToken> judge_claims(const Json& claims, const identity::Credential& key,
                                                const std::string& audience, std::int64_t now) {
  if (const char* const fault = fault_of_time(claims.get(), now)) return RefusedToken{fault};
  if (!names_audience(json_object_get(claims.get(), "aud"), audience))
    return RefusedToken{"audience"};

  Claims good{json_integer_value(json_object_get(claims.get(), "exp")), key.customers};
  if (const json_t* const list = json_object_get(claims.get(), "customers")) {
    std::vector<std::int64_t> named = customer_ids(list);
    if (named.empty()) return RefusedToken{"customers"};
    if (key.customers) {
      std::vector<std::int64_t> both;
      std::ranges::set_intersection(named, *key.customers, std::back_inserter(both));
      named.swap(both);
    }
    good.customers = std::move(named);
  }
  if (good.customers && good.customers->empty()) {
    return RefusedToken{"names no customer that its key may see"};
  }
  return good;
}

}  // namespace callwidgets::web
