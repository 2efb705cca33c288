#include "case_file.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>

#include "calendar_days.h"

namespace callwidgets::test {
namespace {

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(tolower(static_cast<unsigned char>(c)));
  return text;
}

std::set<std::string> elements(const std::string& list) {
  std::set<std::string> found;
  std::istringstream in{lower(list)};
  for (std::string element; std::getline(in, element, ',');) {
    const size_t from = element.find_first_not_of(' ');
    if (from != std::string::npos) {
      found.insert(element.substr(from, element.find_last_not_of(' ') - from + 1));
    }
  }
  return found;
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
}

bool is_json_text(const std::string& text) {
  if (text.empty()) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"' || static_cast<unsigned char>(text[i]) < 0x20) return false;
    if (text[i] == '\\' && ++i == text.size()) return false;
  }
  return is_utf8(text);
}

// <text> in the wanted body stands for what a JSON string holds, and not nothing.
bool body_matches(const std::string& wanted, const std::string& got) {
  static const std::string any = "<text>";
  const size_t at = wanted.find(any);
  if (at == std::string::npos) return wanted == got;
  const std::string before = wanted.substr(0, at), after = wanted.substr(at + any.size());
  if (const size_t more = after.find(any); more != std::string::npos) {
    const size_t end = got.find(after.substr(0, more), at + 1);
    return got.starts_with(before) && end != std::string::npos &&
           is_json_text(got.substr(at, end - at)) && body_matches(after, got.substr(end));
  }
  return got.size() > before.size() + after.size() && got.starts_with(before) &&
         got.ends_with(after) &&
         is_json_text(got.substr(before.size(), got.size() - before.size() - after.size()));
}

bool header_matches(const std::string& name, const std::string& wanted, const std::string& got) {
  if (wanted == "<text>") return !got.empty();
  for (const char* list : {"Vary", "Allow", "Access-Control-Allow-Headers"}) {
    if (!same_name(name, list)) continue;
    const auto want = elements(wanted), have = elements(got);
    return std::includes(have.begin(), have.end(), want.begin(), want.end());
  }
  return wanted == got;
}

std::pair<std::string, std::string> header(const std::string& line) {
  const size_t colon = line.find(": ");
  if (colon == std::string::npos) throw std::runtime_error("not a header: " + line);
  return {line.substr(0, colon), line.substr(colon + 2)};
}

void read_request(std::istream& in, Case& test) {
  std::string line;
  while (std::getline(in, line) && line.starts_with("#")) {
  }
  const size_t space = line.find(' ');
  if (space == std::string::npos) throw std::runtime_error("no request line");
  test.request.method = line.substr(0, space);
  test.request.target = line.substr(space + 1);
  while (std::getline(in, line) && !line.empty()) {
    if (line.starts_with("< ")) {
      test.request.body = line.substr(2);
    } else {
      test.request.headers.push_back(header(line));
    }
  }
}

void read_expectation(std::istream& in, Case& test) {
  std::string line;
  std::getline(in, line);
  test.status = std::stoi(line);
  while (std::getline(in, line) && !line.empty()) {
    if (line.starts_with("!")) {
      test.absent.push_back(line.substr(1));
    } else if (line.starts_with("via ")) {
      const auto [name, status] = header(line.substr(4));
      test.refusals[name] = std::stoi(status);
    } else {
      test.headers.push_back(header(line));
    }
  }
  std::ostringstream rest;
  rest << in.rdbuf();
  test.body = rest.str();
  if (!test.body.ends_with("\n")) throw std::runtime_error("no body, nor (no body)");
  test.body.pop_back();
  if (test.body == "(no body)") test.body.clear();
}

}  // namespace

Case read_case(const std::filesystem::path& file) {
  Case test;
  test.file = file;
  std::ifstream in{file, std::ios::binary};
  try {
    read_request(in, test);
    read_expectation(in, test);
  } catch (const std::exception& error) {
    throw std::runtime_error(file.string() + ": " + error.what());
  }
  return test;
}

std::string fill_in(std::string text, long today) {
  for (size_t at = 0; (at = text.find('<', at)) != std::string::npos;) {
    const size_t end = text.find('>', at);
    if (end == std::string::npos) break;
    const std::string name = text.substr(at + 1, end - at - 1);
    std::string value;
    if (name.starts_with("today")) {
      value = day_text(today + (name.size() > 5 ? std::stol(name.substr(5)) : 0));
    } else if (const size_t times = name.find(" times "); times != std::string::npos) {
      value = std::string(std::stoul(name), name.back());
    } else {
      at = at + 1;
      continue;
    }
    text.replace(at, end - at + 1, value);
    at += value.size();
  }
  return text;
}

std::string difference(const Case& wanted, const Answer& got, const std::string& etag) {
  if (!got.failure.empty()) return got.failure;
  std::string differs;
  if (got.status != wanted.status) {
    differs += "status " + std::to_string(got.status) + " instead of " +
               std::to_string(wanted.status) + "\n";
  }
  for (auto [name, value] : wanted.headers) {
    replace_all(value, "<etag>", etag);
    if (!header_matches(name, value, got.header(name))) {
      differs += name + ": " + got.header(name) + "\n  instead of: " + value + "\n";
    }
  }
  for (const std::string& name : wanted.absent) {
    if (got.has(name)) differs += name + " is there: " + got.header(name) + "\n";
  }
  if (!body_matches(wanted.body, got.body)) {
    differs += "body " + got.body.substr(0, 2000) + "\n  instead of " + wanted.body + "\n";
  }
  return differs;
}

std::string broken_rule(const Request& request, const Answer& got) {
  if (!got.failure.empty()) return got.failure;
  std::string broken;
  const bool bodiless = got.status == 204 || got.status == 304;
  if (!bodiless && got.header("Content-Type") != "application/json; charset=utf-8") {
    broken += "Content-Type is \"" + got.header("Content-Type") + "\"\n";
  }
  const std::string length = got.header("Content-Length");
  if (!bodiless && request.method != "HEAD" && length != std::to_string(got.body.size())) {
    broken += "Content-Length is \"" + length + "\", the body has " +
              std::to_string(got.body.size()) + " bytes\n";
  }
  if ((bodiless || request.method == "HEAD") && !got.body.empty()) {
    broken += "there is a body: " + got.body.substr(0, 200) + "\n";
  }
  const std::string etag = got.header("ETag");
  const bool strong = etag.size() > 2 && etag.front() == '"' && etag.back() == '"';
  // What nobody keeps needs none.
  const bool is_kept =
      got.status == 304 || (got.status == 200 && got.header("Cache-Control") != "no-store");
  if (is_kept && !strong) broken += "ETag is " + etag + "\n";
  if (got.status == 200 && !got.has("Cache-Control")) broken += "no Cache-Control\n";
  if (got.status == 405 && !got.has("Allow")) broken += "no Allow\n";
  if (got.status >= 500) broken += "status " + std::to_string(got.status) + "\n";
  if (got.status >= 300 && got.status < 400 && got.status != 304) broken += "a redirect\n";
  // An error's text tells nothing of the inside.
  for (const char* inside : {"SELECT ", "sqlite", "mysql", "callwidgets", "/tmp/", "127.0.0.1"}) {
    if (got.status >= 400 && got.body.find(inside) != std::string::npos) {
      broken += std::string("the error holds ") + inside + ": " + got.body + "\n";
    }
  }
  return broken;
}

}  // namespace callwidgets::test
