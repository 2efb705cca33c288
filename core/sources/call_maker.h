#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "calls/call.h"
#include "calls/call_rules.h"
#include "calls/reason.h"
#include "sources/verdicts/verdict.h"

namespace callwidgets::sources {

// Whose a call is, and what brought it.
struct Owner {
  std::int64_t customer_id = 0;
  std::string attribution;  // empty: nobody says
};

// Makes calls of verdicts. Everything is borrowed. Not for use by two threads.
class CallMaker {
 public:
  // By the business's own number, cleaned, and the moment of the call.
  using FindOwner =
      std::function<std::optional<Owner>(const std::string& called, std::int64_t start)>;

  struct Options {
    std::string source;       // its name, with which the ids begin
    std::int64_t number = 0;  // its number
    std::function<std::string(const std::string&)> clean_called;  // as numbers are kept
    std::int64_t unknown_customer = 0;  // whose calls are that nobody else owns; 0: left out
  };

  CallMaker(calls::CallRules& rules, FindOwner find_owner, Options options);

  // The call of a counted verdict. Nothing where no customer is known for it, or `problem` says why
  // the call can't be taken.
  std::optional<calls::Call> make(const Verdict& verdict, std::string& problem);

  // The id that the call of an arrival has.
  std::string id_of(const std::string& arrival) const;

 private:
  std::optional<Owner> owner_of(const Verdict& verdict, const std::string& called) const;

  calls::CallRules& rules_;
  FindOwner find_owner_;
  const Options options_;
};

}  // namespace callwidgets::sources
