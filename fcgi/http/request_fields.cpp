#include "fcgi/http/request_fields.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <random>
#include <utility>

#include "fcgi/http/log.h"
#include "fcgi/http/mount_point.h"

namespace callwidgets::web {
namespace {

constexpr std::array<std::pair<std::string_view, std::string Request::*>, 11> fields = {{
    {"REQUEST_METHOD", &Request::method},
    {"PATH_INFO", &Request::path},
    {"QUERY_STRING", &Request::query},
    {"HTTP_ORIGIN", &Request::origin},
    {"HTTP_IF_NONE_MATCH", &Request::if_none_match},
    {"CALLWIDGETS_IF_NONE_MATCH", &Request::client_if_none_match},
    {"HTTP_ACCESS_CONTROL_REQUEST_METHOD", &Request::requested_method},
    {"HTTP_ACCESS_CONTROL_REQUEST_HEADERS", &Request::requested_headers},
    {"REMOTE_ADDR", &Request::peer},
    {"CALLWIDGETS_FRONT", &Request::front},
    {"HTTP_X_REQUEST_ID", &Request::id},
}};

constexpr std::size_t most_user_headers = 4;

// An id ends up in log lines and headers.
bool plain_id(std::string_view id) {
  constexpr auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
  };
  return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), plain);
}

// A counter from a random start, scrambled (the splitmix64 finaliser, a bijection): unique within
// the process, unlikely to meet another process's.
std::string new_id() {
  static std::atomic<std::uint64_t> counter = [] {
    std::random_device random;
    return (std::uint64_t{random()} << 32) | random();
  }();
  std::uint64_t x = counter.fetch_add(0x9e3779b97f4a7c15u, std::memory_order_relaxed);
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  x ^= x >> 31;
  std::string id(16, '0');
  for (auto digit = id.rbegin(); digit != id.rend(); ++digit, x >>= 4) {
    *digit = "0123456789abcdef"[x & 15];
  }
  return id;
}

void say_once(std::string_view script_name, std::string_view request_uri) {
  static std::atomic_flag said;
  if (said.test_and_set()) return;
  log("the web server passes no PATH_INFO, and SCRIPT_NAME (" + std::string{script_name} +
      ") with REQUEST_URI (" + std::string{request_uri} +
      ") does not tell the path below the mount point: such requests are answered as the mount "
      "point itself. Let the web server pass PATH_INFO, as the configurations of callwidgets do");
}

}  // namespace

void RequestFields::set(std::string_view name, std::string_view value) {
  for (const auto& [known, field] : fields) {
    if (known != name) continue;
    (request_.*field).assign(value);
    return;
  }
  if (set_claim(name, value)) return;
  if (name == "SCRIPT_NAME") script_name_ = value;
  if (name == "REQUEST_URI") request_uri_ = value;
}

// What says who asks.
bool RequestFields::set_claim(std::string_view name, std::string_view value) {
  if (name.starts_with("HTTP_")) {
    const std::string_view header = name.substr(5);
    if (header == "AUTHORIZATION") {
      if (authorization_) request_.authorization_ambiguous = true;
      authorization_ = value;
    } else if (header == "FORWARDED" || header == "X_FORWARDED_FOR") {
      request_.forwarded = true;
    } else if (header.starts_with("X_") && header.find("USER") != header.npos) {
      // The last of many might be the one that counts: so their number is told, not cut in silence.
      if (request_.user_headers.size() < most_user_headers) {
        request_.user_headers.emplace_back(name, value);
      } else {
        request_.more_user_headers = true;
      }
    }
    return true;
  }
  if (name.starts_with("RE")) {
    if (name == "REMOTE_USER") {
      if (remote_user_ && *remote_user_ != value) request_.remote_user_ambiguous = true;
      remote_user_ = value;
    }
    if (name == "REDIRECT_HTTP_AUTHORIZATION") former_authorization_ = value;
    if (name == "REDIRECT_REMOTE_USER") former_user_ = value;
    if (name.ends_with("REDIRECT_STATUS") && !value.empty() && value != "200") after_error_ = true;
  }
  return false;
}

// Apache passes the name that a client has only claimed, too, where it was redirected here because
// the password was wrong (ErrorDocument 401): REDIRECT_STATUS is not 200 then, or, where it was
// redirected once more, REDIRECT_REDIRECT_STATUS.
void RequestFields::complete_claims() {
  request_.authorization = authorization_.value_or(former_authorization_);
  if (!after_error_) request_.remote_user = remote_user_.value_or(former_user_);
}

void RequestFields::complete() {
  complete_claims();
  if (!plain_id(request_.id)) request_.id = new_id();
  if (!request_.path.empty()) return;
  auto below = below_mount_point(script_name_, request_uri_);
  if (!below.sure) say_once(script_name_, request_uri_);
  request_.path = std::move(below.path);
}

}  // namespace callwidgets::web
