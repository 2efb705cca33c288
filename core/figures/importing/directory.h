#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "calls/call.h"
#include "database/session.h"
#include "figures/stored_call.h"

namespace callwidgets::figures {

// The account's numbers for customers and names, those made that are met for the first time. Whom a
// call names that was merged into another customer, has that one's number. Names keep their numbers
// for good; customers do until the change feed says that everything changed. Used inside
// transactions that hold the account, by one thread.
class Directory {
 public:
  Directory(database::Session& session, std::int64_t account)
      : session_(session), account_(account) {}

  // A transaction begins, perhaps anew: what was learned since the last kept() is forgotten.
  void begin() { learned_ = {}; }
  // It was committed.
  void kept();

  // Learns the numbers of all that these calls name. A customer met here gets its id as its name.
  // Comes first in a transaction.
  void meet(std::span<const calls::Call* const> calls);
  // The same, but makes none.
  void look_up(std::span<const calls::Call* const> calls) { look_up(unknown_in(calls)); }

  // The call with numbers in the place of names. It was met.
  StoredCall stored(const calls::Call& call) const;
  // The same of any call that is no deletion; nothing where it names what wasn't met.
  std::optional<StoredCall> known(const calls::Call& call) const;

 private:
  struct Numbers {
    std::map<std::int64_t, std::int64_t> customers;
    std::map<std::string, std::int64_t, std::less<>> names;
    std::map<std::int64_t, std::int64_t> merged;  // into whom
  };
  struct Unknown {
    std::map<std::int64_t, const calls::Call*> customers;
    std::set<std::string_view> names;
  };
  void forget_customers_that_may_have_gone();
  Unknown unknown_in(std::span<const calls::Call* const> calls) const;
  void look_up(const Unknown& unknown);
  void add_customers(const Unknown& unknown);
  void add_names(const Unknown& unknown);
  std::int64_t meant_by(std::int64_t id) const;  // of those just looked up
  std::optional<std::int64_t> number_of_customer(std::int64_t id) const;
  std::optional<std::int64_t> number_of_name(std::string_view name) const;

  database::Session& session_;
  const std::int64_t account_;
  Numbers known_, learned_;
  std::int64_t everything_changed_ = 0;  // the latest version that said so
};

// A row of `calls`: the values of calls/put.
database::Values row_of(std::int64_t account, const calls::Call& call, const StoredCall& stored,
                        const calendar::Zone& zone);

}  // namespace callwidgets::figures
