#include "calls/remote/http_pages.h"

#include <Poco/Net/HTTPAuthenticationParams.h>
#include <Poco/Net/HTTPBasicCredentials.h>
#include <Poco/Net/HTTPDigestCredentials.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPSClientSession.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/RejectCertificateHandler.h>
#include <Poco/Net/SSLException.h>
#include <Poco/Net/SSLManager.h>
#include <Poco/NumberParser.h>
#include <Poco/String.h>
#include <Poco/URI.h>

#include <algorithm>
#include <optional>
#include <streambuf>
#include <utility>

#include "calls/excerpt.h"

namespace callwidgets::calls {
namespace {

using Poco::Net::HTTPAuthenticationParams;
using Poco::Net::HTTPClientSession;
using Poco::Net::HTTPRequest;
using Poco::Net::HTTPResponse;

constexpr std::int64_t largest_page = 256 * 1024 * 1024;
constexpr long longest_silence = 60;  // seconds
constexpr int longest_wait = 60;      // seconds that a server may ask for

// A response's body. Its stream would take an error for the end: its buffer doesn't.
class BodySource : public ByteSource {
 public:
  explicit BodySource(std::streambuf& body) : body_(body) {}

  std::size_t read(char* to, std::size_t room) override {
    if (body_.sgetc() == std::streambuf::traits_type::eof()) return 0;
    const auto there =
        std::min<std::streamsize>(body_.in_avail(), static_cast<std::streamsize>(room));
    const std::streamsize count = body_.sgetn(to, std::max<std::streamsize>(there, 1));
    received_ += count;
    if (received_ > largest_page)
      throw RemoteError{"it is longer than 256 MiB; ask for smaller pages (pagesize)"};
    return static_cast<std::size_t>(count);
  }

  std::int64_t received() const { return received_; }

 private:
  std::streambuf& body_;
  std::int64_t received_ = 0;
};

Poco::URI parsed(const std::string& url) {
  Poco::URI uri;
  try {
    uri = Poco::URI{url};
  } catch (const Poco::Exception&) {
  }
  if ((uri.getScheme() != "http" && uri.getScheme() != "https") || uri.getHost().empty())
    throw RemoteError{
        "the address is not understood; allowed: http://HOST/PATH or https://HOST/PATH"};
  if (!uri.getUserInfo().empty())
    throw RemoteError{
        "the address has a login in it, which every user of this host can see; put it "
        "into a file (--login FILE) or into the environment (CALLWIDGETS_LOGIN)"};
  return uri;
}

std::string shown(const Poco::URI& uri) {
  Poco::URI short_form = uri;
  short_form.setRawQuery("");
  short_form.setFragment("");
  return short_form.toString();
}

Poco::Net::Context::Ptr secure_context() {
  static const Poco::Net::Context::Ptr context = [] {
    Poco::Net::initializeSSL();
    Poco::Net::Context::Ptr made = new Poco::Net::Context{
        Poco::Net::Context::TLS_CLIENT_USE, "", Poco::Net::Context::VERIFY_STRICT, 9, true};
    made->requireMinimumProtocol(Poco::Net::Context::PROTO_TLSV1_2);
    made->enableExtendedCertificateVerification(true);
    Poco::Net::SSLManager::instance().initializeClient(
        nullptr, new Poco::Net::RejectCertificateHandler{false}, made);
    return made;
  }();
  return context;
}

// The challenge that HTTP Digest with MD5 can answer, of those that the response has.
std::optional<std::string> digest_challenge(const HTTPResponse& response) {
  static const std::string scheme = "Digest ";
  for (const auto& [name, value] : response) {
    if (Poco::icompare(name, "WWW-Authenticate") != 0) continue;
    if (Poco::icompare(value, 0, scheme.size(), scheme) != 0) continue;
    const std::string parameters = value.substr(scheme.size());
    const HTTPAuthenticationParams parsed_ones{parameters};
    if (Poco::icompare(parsed_ones.get("algorithm", "MD5"), "MD5") == 0) return parameters;
  }
  return std::nullopt;
}

std::chrono::seconds wait_of(const HTTPResponse& response) {
  int seconds = 0;
  if (!Poco::NumberParser::tryParse(response.get("Retry-After", ""), seconds)) return {};
  return std::chrono::seconds{std::clamp(seconds, 0, longest_wait)};
}

void check_status(const HTTPResponse& response) {
  const int status = response.getStatus();
  if (status == HTTPResponse::HTTP_OK) return;
  const std::string answered =
      "the server answered " + std::to_string(status) + " " + excerpt(response.getReason());
  const bool passes = status >= 500 || status == 408 || status == 425 || status == 429;
  if (passes) throw RemoteError{answered, RemoteError::Again::later, wait_of(response)};
  if (status >= 300 && status < 400) {
    throw RemoteError{answered + " and another address, " +
                      excerpt(response.get("Location", ""), 200) +
                      ", which is not followed; name that address where it is the right one"};
  }
  throw RemoteError{answered};
}

}  // namespace

struct HttpPages::Client {
  Client(const std::string& url, Authentication how, Login who)
      : uri(parsed(url)),
        name(shown(uri)),
        authentication(how),
        login(std::move(who)),
        digest(login.user, login.password) {}

  const Poco::URI uri;
  const std::string name;
  const Authentication authentication;
  const Login login;
  Poco::Net::HTTPDigestCredentials digest;
  bool challenged = false;

  std::unique_ptr<HTTPClientSession> session() const {
    std::unique_ptr<HTTPClientSession> made;
    if (uri.getScheme() == "https") {
      made = std::make_unique<Poco::Net::HTTPSClientSession>(uri.getHost(), uri.getPort(),
                                                             secure_context());
    } else {
      made = std::make_unique<HTTPClientSession>(uri.getHost(), uri.getPort());
    }
    made->setTimeout(Poco::Timespan{longest_silence, 0});
    return made;
  }

  std::string target(std::int64_t page) const {
    Poco::URI asked = uri;
    auto parameters = asked.getQueryParameters();
    std::erase_if(parameters, [](const auto& parameter) { return parameter.first == "page"; });
    parameters.emplace_back("page", std::to_string(page));
    asked.setQueryParameters(parameters);
    return asked.getPathAndQuery();
  }

  void get(std::int64_t page, const std::function<void(ByteSource&)>& read_body);
  // What the response to an unknown login asks for, ready to be sent; throws where nothing will do.
  void answer_challenge(HTTPRequest& request, const HTTPResponse& response, int times);
};

void HttpPages::Client::answer_challenge(HTTPRequest& request, const HTTPResponse& response,
                                         int times) {
  if (authentication == Authentication::none)
    throw RemoteError{"the server asks for a login; name one with --login FILE"};
  const RemoteError refused{"the server refuses the login (401) of user " + excerpt(login.user)};
  if (authentication == Authentication::basic) throw refused;
  const auto challenge = digest_challenge(response);
  if (!challenge) {
    throw RemoteError{"the server asks for another login than HTTP Digest with MD5: " +
                      excerpt(response.get("WWW-Authenticate", ""), 100) +
                      "; --auth basic sends the password itself"};
  }
  const HTTPAuthenticationParams parameters{*challenge};
  const bool expired = Poco::icompare(parameters.get("stale", ""), "true") == 0;
  if ((times > 0 && !expired) || times > 2) throw refused;
  digest.authenticate(request, parameters);
  challenged = true;
}

void HttpPages::Client::get(std::int64_t page, const std::function<void(ByteSource&)>& read_body) {
  HTTPRequest request{HTTPRequest::HTTP_GET, target(page), HTTPRequest::HTTP_1_1};
  request.set("Accept", "application/json");
  request.set("User-Agent", "callwidgets-admin");
  if (authentication == Authentication::basic)
    Poco::Net::HTTPBasicCredentials{login.user, login.password}.authenticate(request);
  if (challenged) digest.updateAuthInfo(request);
  for (int times = 0;; ++times) {
    const auto connection = session();
    HTTPResponse response;
    connection->sendRequest(request);
    std::istream& body = connection->receiveResponse(response);
    if (response.getStatus() == HTTPResponse::HTTP_UNAUTHORIZED) {
      answer_challenge(request, response, times);
      continue;
    }
    check_status(response);
    BodySource source{*body.rdbuf()};
    read_body(source);
    if (response.hasContentLength() && source.received() < response.getContentLength64()) {
      throw RemoteError{"the connection ended after " + std::to_string(source.received()) + " of " +
                            std::to_string(response.getContentLength64()) + " bytes",
                        RemoteError::Again::later};
    }
    return;
  }
}

HttpPages::HttpPages(const std::string& url, Authentication authentication, Login login)
    : client_(std::make_unique<Client>(url, authentication, std::move(login))) {}

HttpPages::~HttpPages() = default;

const std::string& HttpPages::name() const { return client_->name; }

void HttpPages::get(std::int64_t page, const std::function<void(ByteSource&)>& read_body) {
  try {
    client_->get(page, read_body);
  } catch (const Poco::Net::CertificateValidationException& error) {
    throw RemoteError{"the server's certificate is not accepted: " + error.message()};
  } catch (const Poco::Exception& error) {
    throw RemoteError{excerpt(error.displayText(), 200), RemoteError::Again::later};
  }
}

}  // namespace callwidgets::calls
