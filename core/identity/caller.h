#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace callwidgets::identity {

// Who asks, and what he may see.
struct Caller {
  std::int64_t account = 0;  // 0: the one that the setting `account` names
  // Of these customers of the account only, sorted and without repetition; nothing: all of it.
  std::optional<std::vector<std::int64_t>> customers;
  // For logs, such as `login:mary` or `token:Ab12cd34`; empty where everybody may ask.
  std::string name;
  bool is_one_of_many = true;  // whether others go by that name too

  bool may_see(std::int64_t customer_id) const;
  // The customer that is meant where none is named: the only one that he may see, else 0.
  std::int64_t implied_customer() const;
  // What he may see, as text: callers with equal texts get equal answers to equal questions.
  std::string view() const;
};

}  // namespace callwidgets::identity
