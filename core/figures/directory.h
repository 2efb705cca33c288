#pragma once
#include <cstdint>
#include <map>
#include <string>

#include "calls/call.h"
#include "database/session.h"
#include "figures/stored_call.h"

namespace callwidgets::figures {

// The account's numbers for customers and names, those made that are met for the first time.
// Numbers are never reused, so what was once committed stays true. Used inside transactions that
// hold the account, by one thread.
class Directory {
 public:
  Directory(database::Session& session, std::int64_t account)
      : session_(session), account_(account) {}

  // A transaction begins, perhaps anew: what was learned since the last kept() is forgotten.
  void begin() { learned_ = {}; }
  // It was committed.
  void kept();

  // The call with numbers in the place of names.
  StoredCall stored(const calls::Call& call);

 private:
  struct Numbers {
    std::map<std::int64_t, std::int64_t> customers;
    std::map<std::string, std::int64_t, std::less<>> names;
  };
  std::int64_t customer(const calls::Call& call);
  std::int64_t name(const std::string& name);

  database::Session& session_;
  const std::int64_t account_;
  Numbers known_, learned_;
};

// A row of `calls`: the values of calls/put.
database::Values row_of(std::int64_t account, const calls::Call& call, const StoredCall& stored,
                        const calendar::Zone& zone);

}  // namespace callwidgets::figures
