// What /status says, by words in its paths: how it names things exactly is its own business.
#pragma once

#include <Poco/Dynamic/Var.h>

#include <map>
#include <string>
#include <vector>

#include "exchange.h"

namespace callwidgets::test {

class StatusOf {
 public:
  // A test fails here where it isn't JSON.
  explicit StatusOf(const Answer& answer);

  const std::string& text() const { return text_; }

  // The numbers whose path, such as `cache.memory.bytes`, holds all of these words.
  std::vector<double> numbers(const std::vector<std::string>& words) const;

  // What is said about the database otherwise: words, yes and no, null; no moments and addresses.
  std::string database_words() const;

 private:
  struct Leaf {
    bool is_number = false;
    std::string text;
  };
  void collect(const Poco::Dynamic::Var& value, const std::string& path);

  std::string text_;
  std::map<std::string, Leaf> leaves_;
};

}  // namespace callwidgets::test
