#include "crossing_callers.h"

#include <vector>

#include "signed_identities.h"

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
    caller.kind = std::vector<std::string>{"login", "token", "key"}[number / kViews.size() % 3];
    std::vector<std::string> words = {caller.kind, "add", "caller-" + std::to_string(number),
                                      "--account", caller.view.account};
    if (caller.view.customers) {
      for (const long customer : *caller.view.customers) {
        words.insert(words.end(), {"--customer", std::to_string(customer)});
      }
    }
    const std::string said = admin_.must_admin(words);
    const std::string shown = said.substr(0, said.find('\n'));
    if (caller.kind == "login") {
      caller.identity.login = caller.id = words[2];
    } else if (caller.kind == "token") {
      caller.identity.headers = bearer(shown);
      caller.id = shown.substr(3, 8);
    } else {
      caller.id = shown.substr(0, 8);
      caller.identity.headers = bearer(good_token(caller.id, shown.substr(9), ""));
    }
  }
}

void CrossingCallers::take_leave(Caller& caller) const {
  caller.leaves = Clock::now();
  admin_.must_admin({caller.kind, caller.kind == "login" ? "remove" : "revoke", caller.id});
  caller.left = Clock::now();
}

}  // namespace callwidgets::test
