#include "page_fetch.h"

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

#include <sstream>
#include <stdexcept>

namespace callwidgets::test {
namespace {

// The window is another origin's, and out of reach, once something came from there.
constexpr const char* kScript = R"(
  const outcomes = [];
  for (const {url, headers, credentials, opened} of fetches) {
    if (opened) {
      const shown = window.open(opened);
      for (let blank = true; blank;) {
        await new Promise(wait => setTimeout(wait, 10));
        try { shown.location.href; } catch { blank = false; }
      }
    }
    try {
      const answer = await fetch(url, {headers, credentials});
      const read = {};
      for (const name of ['ETag', 'Warning', 'Age', 'X-Cache', 'Retry-After', 'WWW-Authenticate']) {
        if (answer.headers.has(name)) read[name] = answer.headers.get(name);
      }
      outcomes.push({status: answer.status, headers: read, body: await answer.text(), failure: ''});
    } catch (error) {
      outcomes.push({status: 0, headers: {}, body: '', failure: error.name});
    }
  }
  return JSON.stringify(outcomes);
)";

std::string list_of(const std::vector<PageFetch>& fetches) {
  Poco::JSON::Array list;
  for (const PageFetch& fetch : fetches) {
    Poco::JSON::Object headers, one;
    for (const auto& [name, value] : fetch.headers) headers.set(name, value);
    one.set("url", fetch.url);
    one.set("headers", headers);
    one.set("credentials", fetch.credentials);
    one.set("opened", fetch.opened_before);
    list.add(one);
  }
  std::ostringstream out;
  list.stringify(out);
  return out.str();
}

Answer answer_of(const Poco::JSON::Object& outcome) {
  Answer answer;
  answer.status = outcome.getValue<int>("status");
  answer.body = outcome.getValue<std::string>("body");
  answer.failure = outcome.getValue<std::string>("failure");
  for (const auto& [name, value] : *outcome.getObject("headers")) {
    answer.headers.emplace_back(name, value.toString());
  }
  return answer;
}

}  // namespace

std::vector<Answer> fetch_in_page(Browser& browser, const std::vector<PageFetch>& fetches) {
  const std::string told = browser.run("const fetches = " + list_of(fetches) + ";" + kScript);
  if (!told.starts_with("[")) throw std::runtime_error("a page: " + told);
  const auto outcomes = Poco::JSON::Parser{}.parse(told).extract<Poco::JSON::Array::Ptr>();
  std::vector<Answer> answers;
  for (unsigned i = 0; i < outcomes->size(); ++i) {
    answers.push_back(answer_of(*outcomes->getObject(i)));
  }
  return answers;
}

}  // namespace callwidgets::test
