#include "status_of.h"

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>
#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <cctype>

#include "served_site.h"

namespace callwidgets::test {
namespace {

std::string in_small_letters(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

}  // namespace

StatusOf::StatusOf(const Answer& answer) : text_(answer.body) {
  CPPUNIT_ASSERT_EQUAL_MESSAGE(text_of(answer), 200, answer.status);
  CPPUNIT_ASSERT_MESSAGE(answer.header("Content-Type"),
                         answer.header("Content-Type").starts_with("application/json"));
  Poco::Dynamic::Var parsed;
  try {
    parsed = Poco::JSON::Parser{}.parse(text_);
  } catch (const std::exception&) {
    CPPUNIT_FAIL("not JSON: " + text_);
  }
  collect(parsed, "");
}

void StatusOf::collect(const Poco::Dynamic::Var& value, const std::string& path) {
  const std::string inside = path.empty() ? "" : path + ".";
  if (value.type() == typeid(Poco::JSON::Object::Ptr)) {
    for (const auto& [name, inner] : *value.extract<Poco::JSON::Object::Ptr>()) {
      collect(inner, inside + in_small_letters(name));
    }
  } else if (value.type() == typeid(Poco::JSON::Array::Ptr)) {
    int index = 0;
    for (const auto& inner : *value.extract<Poco::JSON::Array::Ptr>()) {
      collect(inner, inside + std::to_string(index++));
    }
  } else {
    const bool is_number = !value.isEmpty() && value.isNumeric() && !value.isBoolean();
    leaves_[path] = {is_number, value.isEmpty() ? "null" : value.toString()};
  }
}

std::vector<double> StatusOf::numbers(const std::vector<std::string>& words) const {
  std::vector<double> found;
  for (const auto& [path, leaf] : leaves_) {
    const std::string& at = path;
    const bool meant = std::all_of(words.begin(), words.end(), [&](const std::string& word) {
      return at.find(word) != std::string::npos;
    });
    if (meant && leaf.is_number) found.push_back(std::stod(leaf.text));
  }
  return found;
}

std::string StatusOf::database_words() const {
  std::string words;
  for (const auto& [path, leaf] : leaves_) {
    if (path.find("database") == std::string::npos || leaf.is_number) continue;
    if (leaf.text.find_first_of("0123456789") != std::string::npos) continue;
    words += path + "=" + leaf.text + "\n";
  }
  return words;
}

}  // namespace callwidgets::test
