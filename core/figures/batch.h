#pragma once
#include <cstdint>
#include <map>
#include <span>
#include <string>

#include "accounts/account.h"
#include "calls/call.h"
#include "figures/stored_call.h"

namespace callwidgets::figures {

// One import run's way into an account: every batch is one transaction that moves the calls, the
// figures, the account's version, the change feed and the ledger together, or nothing at all. Used
// by one thread; several runs may go on at once, in other processes too.
class BatchWriter {
 public:
  // A batch holds at most this many calls: locks are held for as long as it takes.
  static constexpr std::size_t largest_batch = 2000;

  // `session` is one to write with, and outlives this.
  BatchWriter(database::Session& session, const accounts::Account& account);

  // Puts and removes calls; of several with one cdr_id the last counts. Gives the version made.
  // Throws database::Error when the database keeps nothing of the batch.
  std::int64_t apply(std::span<const calls::Call> calls);

 private:
  // Numbers of customers and names by their id or bytes. They are never reused, so what was once
  // committed stays true.
  struct Directory {
    std::map<std::int64_t, std::int64_t> customers;
    std::map<std::string, std::int64_t, std::less<>> names;
  };

  void write(std::span<const calls::Call* const> calls, std::int64_t version, Directory& learned);
  StoredCall stored(const calls::Call& call, Directory& learned);
  database::Values row_of(const calls::Call& call, const StoredCall& stored,
                          const calendar::Zone& zone) const;
  void keep_former(const StoredCalls& former, std::span<const calls::Call* const> calls,
                   std::int64_t version);
  std::int64_t customer(const calls::Call& call, Directory& learned);
  std::int64_t name(const std::string& name, Directory& learned);

  database::Session& session_;
  const accounts::Account account_;
  const std::string source_;  // 16 random bytes: this run, whatever file it reads
  std::int64_t batch_ = 0;
  Directory known_;
};

}  // namespace callwidgets::figures
