// A case: one request and the answer that it must get, as tests/cases/README.md describes them.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "exchange.h"

namespace callwidgets::test {

struct Case {
  std::filesystem::path file;
  Request request;
  int status = 0;
  Headers headers;                      // those that must match
  std::vector<std::string> absent;      // those that must not be there
  std::map<std::string, int> refusals;  // the status of a web server that refuses by itself
  std::string body;
};

// Throws std::runtime_error naming the file where it isn't of that form.
Case read_case(const std::filesystem::path& file);

// <today>, <today-29>, <today+1> become UTC days counted from `today` (days since 1970-01-01), and
// <100000 times a> that many of that character.
std::string fill_in(std::string text, long today);

// Empty where `got` is what the case wants, else what differs. `etag` is what <etag> stands for.
std::string difference(const Case& wanted, const Answer& got, const std::string& etag);

// What holds for every answer of the program: Content-Type, Content-Length, ETag, Cache-Control.
std::string broken_rule(const Request& request, const Answer& got);

}  // namespace callwidgets::test
