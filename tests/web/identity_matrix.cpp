#include "identity_matrix.h"

#include <Poco/Base64Encoder.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>

#include "served_site.h"
#include "waiting.h"

namespace callwidgets::test {
namespace {

constexpr int kShown = 20;  // of the wrong ones
const std::string kOwn = "one's own";

std::string basic(const std::string& name) {
  std::ostringstream out;
  Poco::Base64Encoder encoder{out};
  encoder << name << ':' << kPassword;
  encoder.close();
  return "Basic " + out.str();
}

bool shows(const Identity& identity, const std::string& scheme) {
  return std::any_of(identity.headers.begin(), identity.headers.end(), [&](const auto& header) {
    return same_name(header.first, "Authorization") &&
           same_name(header.second.substr(0, scheme.size()), scheme);
  });
}

// As the program sees him behind that way, with the headers that take him there; nothing where he
// can't come by it.
std::optional<Identity> behind(const Way& way, Identity identity, const Identities& identities) {
  // FastCGI and HAProxy keep apart what came twice; elsewhere it is one text, and no token.
  identity.twice =
      identity.twice && (way.transport.name == "socket" || way.transport.name == "haproxy");
  if (way.logins == Way::Logins::passed) return identity;
  if (identity.only_direct) return std::nullopt;
  if (way.logins == Way::Logins::none) {
    identity.login.clear();
  } else if (shows(identity, "Basic ") && identity.headers.size() == 1) {
    identity.login = "mary";
    identity.login_shows = identities.logins().at("mary");
  } else if (!identity.login.empty()) {
    if (!identity.headers.empty()) return std::nullopt;  // there is one Authorization only
    identity.headers = {{"Authorization", basic(identity.login)}};
  }
  return identity;
}

// Of /account, with the digits of its day and its time as zeros.
std::string without_time(std::string body) {
  const auto end = std::min(body.find(",\"time_zone\""), body.size());
  std::replace_if(
      body.begin(), body.begin() + static_cast<std::ptrdiff_t>(end),
      [](char c) { return c >= '0' && c <= '9'; }, '0');
  return body;
}

std::string overseer(const std::string& account) { return account == "one" ? "mary" : "tom"; }

// The status of the web server's own, where it does not ask the program.
std::optional<int> own_refusal(const Way& way, const Identity& identity, const Enquiry& asked,
                               const std::string& method) {
  // A rented host's login is for the program as a whole, all others' for all but /status.
  const bool is_status = asked.route == Enquiry::Route::status && way.transport.name != "rented";
  const bool is_checked = way.logins == Way::Logins::checked && !is_status;
  for (const std::string& of : {way.transport.name, way.transport.name + ", login"}) {
    const auto refusal = identity.refusals.find(of);
    if (refusal == identity.refusals.end()) continue;
    if (of == way.transport.name || is_checked) return refusal->second;
  }
  const bool asks = is_checked && method != "OPTIONS";
  if (asks && identity.login.empty() && !shows(identity, "Bearer ")) return 401;
  return std::nullopt;
}

}  // namespace

void write_passwords(const std::string& file, const Identities& identities) {
  std::ofstream out{file};
  for (const auto& [name, view] : identities.logins()) {
    out << name << ':' << run({"openssl", "passwd", "-apr1", kPassword}).out;
  }
}

void IdentityMatrix::try_all(const Way& way) {
  std::size_t number = 0;
  for (const Identity& identity : identities_.all()) {
    const auto seen = behind(way, identity, identities_);
    if (!seen) continue;
    const char* name[] = {"", "", ", login"};
    table_.push_back(
        {way.transport.name + name[static_cast<int>(way.logins)] + "\t" + identity.name, {}});
    try_identity(way, *seen, number++);
  }
}

void IdentityMatrix::try_identity(const Way& way, const Identity& identity, std::size_t number) {
  static const bool whole = std::getenv("CALLWIDGETS_MATRIX_WHOLE") != nullptr;
  static const std::vector<std::string> methods = {"GET", "HEAD", "OPTIONS", "POST"};
  const std::size_t one_in = whole ? 1 : way.one_in;
  for (const Enquiry& asked : all_enquiries()) {
    if (way.is_root && !asked.target.starts_with("/")) continue;
    for (const std::string& method : methods) {
      const Wanted wanted = rules_.wanted(identity, method, asked);
      std::vector<std::string> tags = {""};
      if (method == "GET" || method == "HEAD") tags = tags_for(asked, wanted);
      for (std::size_t at = 0; at < tags.size(); ++at) {
        if (number++ % one_in != 0) continue;
        if (tags[at] == kOwn) tags[at] = tags_[wanted.body];  // known since the first of these
        try_cell({way, identity, asked, method, tags[at]}, wanted);
      }
    }
  }
}

// None, all, the right one of whoever sees all of an account, and one's own.
std::vector<std::string> IdentityMatrix::tags_for(const Enquiry& asked,
                                                  const Wanted& wanted) const {
  std::vector<std::string> tags = {"", "*"};
  for (const std::string account : {"one", "two"}) {
    // Of whoever sees all of it, as far as a way to say so is on.
    const std::string algorithm = account == "one" ? "HS256" : "ES256";
    for (const std::string& name :
         {"token of " + account, "login " + overseer(account), "signed: " + algorithm}) {
      const Wanted right = rules_.wanted(identities_.named(name), "GET", asked);
      const auto tag = tags_.find(right.body);
      const bool is_known = right.status == 200 && tag != tags_.end();
      if (is_known && std::count(tags.begin(), tags.end(), tag->second) == 0) {
        tags.push_back(tag->second);
      }
    }
  }
  if (wanted.status == 200 && wanted.body_counts && !wanted.tells_time) tags.push_back(kOwn);
  return tags;
}

void IdentityMatrix::try_cell(const Cell& cell, const Wanted& wanted) {
  Request request = cell.identity.request(cell.method, cell.asked.target);
  if (cell.method == "POST") request.headers.emplace_back("Content-Length", "0");
  if (!cell.if_none_match.empty()) {
    request.headers.emplace_back("If-None-Match", cell.if_none_match);
  }
  Answer answer;
  // For a moment it may be marked as stale, where a busy machine delays the change feed.
  eventually([&] { return !(answer = cell.way.transport.send(request)).has("Warning"); });
  ++table_.back().second[answer.status];
  const std::string wrong = judge(cell, wanted, answer);
  if (wrong.empty() || ++wrong_ > kShown) return;
  wrongs_ += table_.back().first + "\t" + cell.method + " " + cell.asked.target +
             (cell.if_none_match.empty() ? "" : " If-None-Match " + cell.if_none_match) + "\n    " +
             wrong + "\n    wanted " + std::to_string(wanted.status) + " " + wanted.body +
             "\n    got " + text_of(answer) + "\n";
}

std::string IdentityMatrix::judge(const Cell& cell, Wanted wanted, const Answer& answer) {
  if (!answer.failure.empty()) return answer.failure;
  if (const auto own = own_refusal(cell.way, cell.identity, cell.asked, cell.method)) {
    if (answer.status != *own) return "not the web server's own " + std::to_string(*own);
    return answer.body.starts_with("{") ? "the program was asked" : "";
  }
  std::string kept = tags_.contains(wanted.body) ? tags_[wanted.body] : "";
  const std::string& sent = cell.if_none_match;
  const bool may_be_kept = wanted.status == 200 && wanted.body_counts && !wanted.tells_time;
  const bool found = may_be_kept && !sent.empty() && (sent == "*" || sent == kept);
  const std::size_t length = wanted.body.size();
  if (found) wanted.status = 304;
  if (answer.status != wanted.status) return "another status";
  if (found || cell.method == "HEAD") wanted.body.clear();
  const std::string body = wanted.tells_time ? without_time(answer.body) : answer.body;
  if (body != wanted.body && (wanted.body_counts || cell.method == "HEAD")) {
    return "another body";
  }
  if (answer.body.find("cw_") != std::string::npos) return "a token is told";
  if (answer.header("WWW-Authenticate") != wanted.challenge) {
    return "another challenge: " + answer.header("WWW-Authenticate");
  }
  if (cell.method == "HEAD" && wanted.body_counts && !found &&
      answer.header("Content-Length") != std::to_string(length)) {
    return "another length: " + answer.header("Content-Length");
  }
  const bool is_kept = found || may_be_kept;
  if (!is_kept) {
    if (answer.has("ETag") || answer.has("X-Cache")) return "a tag, or a place in a cache";
    const bool quiet = wanted.status == 204 || answer.header("Cache-Control") == "no-store";
    return quiet ? "" : "may be kept";
  }
  if (answer.header("Cache-Control") != "private, no-cache") return "another Cache-Control";
  if (cell.method == "GET" && !found) return judge_tag(wanted, answer);
  return answer.header("ETag") == kept ? "" : "another tag: " + answer.header("ETag");
}

// Equal bodies have equal tags, and others have others.
std::string IdentityMatrix::judge_tag(const Wanted& wanted, const Answer& answer) {
  const std::string tag = answer.header("ETag");
  if (tag.size() < 10) return "no tag";
  const std::string known = tags_.try_emplace(wanted.body, tag).first->second;
  if (known != tag) return "another tag than " + known + ": " + tag;
  if (bodies_.try_emplace(tag, wanted.body).first->second != wanted.body) return "one tag for two";
  return "";
}

std::string IdentityMatrix::table() const {
  std::string text = "auth = " + auth_ + "\n";
  int cells = 0;
  for (const auto& [name, statuses] : table_) {
    text += "  " + name + "\t";
    for (const auto& [status, count] : statuses) {
      text += " " + std::to_string(status) + ":" + std::to_string(count);
      cells += count;
    }
    text += "\n";
  }
  return text + "  " + std::to_string(cells) + " cells, " + std::to_string(wrong_) + " wrong\n";
}

}  // namespace callwidgets::test
