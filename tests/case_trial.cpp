#include "case_trial.h"

namespace callwidgets::test {
namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const size_t at = text.find(from);
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

bool mentions_etag(const Case& test) {
  for (const Headers& headers : {test.request.headers, test.headers}) {
    for (const auto& [name, value] : headers) {
      if (value.find("<etag") != std::string::npos) return true;
    }
  }
  return false;
}

}  // namespace

Request filled_in(const Case& test, const std::string& etag, long today) {
  Request request = test.request;
  request.target = fill_in(request.target, today);
  request.body = fill_in(request.body, today);
  const std::string gzip = etag.empty() ? etag : etag.substr(0, etag.size() - 1) + "-gzip\"";
  for (auto& [name, value] : request.headers) {
    value = replaced(value, "<length>", std::to_string(request.body.size()));
    value = replaced(replaced(value, "<etag>", etag), "<etag-gzip>", gzip);
  }
  return request;
}

std::string try_case(const Case& test, const Transport& transport, long today) {
  std::string etag;
  if (mentions_etag(test)) {
    const Answer plain = transport.send({"GET", fill_in(test.request.target, today), {}, {}});
    etag = plain.header("ETag");
    if (etag.empty()) return "the plain GET has no ETag: " + plain.failure;
  }
  const Request request = filled_in(test, etag, today);
  const Answer got = transport.send(request);
  if (const auto refusal = test.refusals.find(transport.name); refusal != test.refusals.end()) {
    if (!got.failure.empty()) return got.failure;
    if (got.status == refusal->second) return {};
    return "status " + std::to_string(got.status) + " instead of " +
           std::to_string(refusal->second);
  }
  Case wanted = test;
  wanted.body = fill_in(wanted.body, today);
  return difference(wanted, got, etag) + broken_rule(request, got);
}

}  // namespace callwidgets::test
