#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "accounts/account.h"
#include "calls/call.h"
#include "figures/call_reader.h"
#include "figures/generation.h"
#include "figures/importing/call_sink.h"
#include "figures/importing/directory.h"
#include "figures/stored_call.h"

namespace callwidgets::figures {

// One import run's way into an account: every batch is one transaction that moves the calls, the
// figures, the account's version, the change feed and the ledger together, or nothing at all. Used
// by one thread; several runs may go on at once, in other processes too.
class BatchWriter : public CallSink {
 public:
  // `session` is one to write with, and outlives this.
  BatchWriter(database::Session& session, const accounts::Account& account);

  // Locks are held for as long as a batch takes.
  static constexpr std::size_t calls_of_a_batch = 2000;

  std::size_t batch_size() const override { return calls_of_a_batch; }
  // Refuses calls of days that were purged, also since the run began.
  Applied apply(std::span<const calls::Call> calls) override;

  // Changes calls that are there: `change` is given those among `ids`, none of which is repeated,
  // as figures::CallReader gives them, in the batch's transaction, and leaves those in the list
  // that are to be written; one made `deleted` is removed. It is called again where the transaction
  // is. What any other writer does comes before or after all of this.
  using Change = std::function<void(std::vector<calls::Call>& calls)>;
  Applied amend(std::span<const std::string> ids, const Change& change);

 private:
  void in_batch(const std::function<void(std::int64_t version)>& body);
  Applied write(std::span<const calls::Call> calls, std::int64_t version);
  void count(std::span<const calls::Call* const> calls, const StoredCalls& former,
             const Generation& generation, std::int64_t version);
  void keep_former(const StoredCalls& former, std::span<const calls::Call* const> calls,
                   std::int64_t version);

  database::Session& session_;
  const accounts::Account account_;
  const std::string source_;  // 16 random bytes: this run, whatever file it reads
  std::int64_t batch_ = 0;
  Directory directory_;
  CallReader reader_;
};

}  // namespace callwidgets::figures
