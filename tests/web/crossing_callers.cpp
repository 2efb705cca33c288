#include "crossing_callers.h"

#include <vector>

namespace callwidgets::test {
namespace {

constexpr int kCallers = 200;

const std::vector<View> kViews = {{"one", {}},
                                  {"two", {}},
                                  {"one", std::set<long>{1}},
                                  {"one", std::set<long>{2}},
                                  {"two", std::set<long>{2}},
                                  {"two", std::set<long>{4}},
                                  {"one", std::set<long>{1, 3}},
                                  {"two", std::set<long>{2, 4}}};

}  // namespace

CrossingCallers::CrossingCallers(const Site& admin) : admin_(admin) {
  for (int number = 0; number < kCallers; ++number) {
    Caller& caller = all_.emplace_back();
    caller.view = kViews[number % kViews.size()];
    caller.identity.name = "caller " + std::to_string(number);
    const bool by_token = number / kViews.size() % 2 == 0;
    std::vector<std::string> words = {by_token ? "token" : "login", "add",
                                      "caller-" + std::to_string(number), "--account",
                                      caller.view.account};
    if (caller.view.customers) {
      for (const long customer : *caller.view.customers) {
        words.insert(words.end(), {"--customer", std::to_string(customer)});
      }
    }
    const std::string said = admin_.must_admin(words);
    if (by_token) {
      caller.identity.headers = bearer(said.substr(0, said.find('\n')));
      caller.id = said.substr(3, 8);
    } else {
      caller.identity.login = caller.id = words[2];
    }
  }
}

void CrossingCallers::take_leave(Caller& caller) const {
  caller.leaves = Clock::now();
  if (caller.identity.login.empty()) {
    admin_.must_admin({"token", "revoke", caller.id});
  } else {
    admin_.must_admin({"login", "remove", caller.id});
  }
  caller.left = Clock::now();
}

}  // namespace callwidgets::test
