// Requests to an endpoint in this process, whose database is a remembered one.
#pragma once

#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "fcgi/endpoint/endpoint.h"
#include "fcgi/http/response_bytes.h"
#include "identity/token.h"
#include "remembered_source.h"
#include "site.h"

namespace callwidgets::test {

// What a request says of its sender.
struct Sender {
  std::string authorization, remote_user, user_header;
  std::string peer = "192.0.2.7";
  bool forwarded = false;
};

inline settings::Settings settings_with(const std::vector<std::string>& lines) {
  const Folder folder;
  const std::string file = folder / "endpoint.conf";
  {
    std::ofstream out{file};
    out << "database = sqlite:nothing.db\naccess_log = off\n";
    for (const std::string& line : lines) out << line << '\n';
  }
  return settings::Settings::load(file);
}

inline web::Request request_of(const Sender& sender, const std::string& target) {
  web::Request request;
  request.method = "GET";
  request.path = target.substr(0, target.find('?'));
  if (const auto mark = target.find('?'); mark != target.npos) {
    request.query = target.substr(mark + 1);
  }
  request.authorization = sender.authorization;
  request.remote_user = sender.remote_user;
  if (!sender.user_header.empty()) {
    request.user_headers.emplace_back("HTTP_X_FORWARDED_USER", sender.user_header);
  }
  request.peer = sender.peer;
  request.forwarded = sender.forwarded;
  return request;
}

// The whole way of a request; `worker` belongs to the calling thread.
inline web::Response answer_of(web::Handler& endpoint, web::Worker& worker,
                               const web::Request& request) {
  auto found = endpoint.at_once(request);
  if (auto* const response = std::get_if<web::Response>(&found)) return std::move(*response);
  const auto& computation = std::get<web::Computation>(found);
  return endpoint.finished(request, computation, worker.answer(request, computation), false);
}

// What a client gets, as CGI writes it.
inline std::string text_of(const web::Response& response) {
  return response.text ? *response.text : web::bytes(response);
}

inline int status_of(const web::Response& response) {
  const std::string text = text_of(response);
  constexpr std::size_t before = sizeof "Status: " - 1;
  return text.starts_with("Status: ") ? std::stoi(text.substr(before, 3)) : 200;
}

inline std::string body_of(const web::Response& response) {
  const std::string text = text_of(response);
  return text.substr(text.find("\r\n\r\n") + 4);
}

inline std::string header_of(const web::Response& response, const std::string& name) {
  const std::string text = text_of(response);
  const auto at = text.find("\r\n" + name + ": ");
  if (at == text.npos || at > text.find("\r\n\r\n")) return {};
  const auto begin = at + name.size() + 4;
  return text.substr(begin, text.find("\r\n", begin) - begin);
}

inline identity::Credential credential(identity::CredentialKind kind, const std::string& name,
                                       std::int64_t account,
                                       std::optional<std::vector<std::int64_t>> customers = {}) {
  identity::Credential made;
  made.kind = kind;
  made.name = name;
  made.account = account;
  made.customers = std::move(customers);
  return made;
}

// A token, and its credential in the database.
struct IssuedToken {
  std::string text;
  identity::Credential credential;
  Sender sender() const { return {"Bearer " + text, {}, {}}; }
};

inline IssuedToken issue_token(RememberedDatabase& database, std::int64_t account,
                               std::optional<std::vector<std::int64_t>> customers = {}) {
  const identity::Token token = identity::new_token();
  IssuedToken issued{identity::text(token),
                     credential(identity::CredentialKind::token, token.id, account, customers)};
  issued.credential.secret = identity::digest(issued.text);
  database.set(issued.credential);
  return issued;
}

}  // namespace callwidgets::test
