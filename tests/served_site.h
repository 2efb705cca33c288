// A site with one account and some calls, that can be asked, and that knows what is right.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "calendar_days.h"
#include "exchange.h"
#include "oracle.h"
#include "plain_calls.h"
#include "site.h"

namespace callwidgets::test {

class ServedSite {
 public:
  // An account `one` in `database`, with 240 calls of the customers 1 to 3 within kFirst to kLast.
  // The program, not started yet, gets `settings`, and reads as who only reads, or `read_from`.
  explicit ServedSite(const std::string& database, const std::vector<std::string>& settings = {},
                      const std::string& read_from = {});

  static constexpr long kFirst = 19754, kLast = kFirst + 59;  // 2024-02-01 to 2024-03-31

  const Folder& folder() const { return folder_; }
  const std::string& database() const { return database_; }
  const Site& admin() const { return admin_; }
  Site& program() { return program_; }
  const Site& program() const { return program_; }
  PlainCalls& calls() { return calls_; }
  Oracle& oracle() { return oracle_; }
  const Oracle& oracle() const { return oracle_; }

  // Returns at the end of the import; std::runtime_error where it fails.
  void import(const std::string& csv) const { admin_.must_admin({"import", "-"}, csv); }
  // New calls of one customer on one day.
  void import_calls(int count, long customer, long day);

  Answer ask(const std::string& target) const { return program_.get(target); }
  Answer ask(const OracleQuestion& question) const;
  Pending begin(const OracleQuestion& question) const;
  std::string right(const OracleQuestion& question) const { return oracle_.answer(question); }

 private:
  Folder folder_;
  std::string database_;
  Site admin_, program_;
  Oracle oracle_{"UTC"};
  PlainCalls calls_;
};

// A question about one widget; of the whole account without a customer.
OracleQuestion about(const std::string& type, long from, long to,
                     std::optional<long> customer = std::nullopt);
std::string target_of(const OracleQuestion& question);

// What came, for a failed test's message.
std::string text_of(const Answer& answer);

}  // namespace callwidgets::test
