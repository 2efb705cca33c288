// A database in memory for the endpoint: accounts with customers and versions, and credentials.
// What it answers names the account, the customer and the version that was read.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "fcgi/endpoint/source.h"

namespace callwidgets::test {

class RememberedDatabase {
 public:
  using Key = std::pair<identity::CredentialKind, std::string>;

  void add_account(std::int64_t account, std::set<std::int64_t> customers) {
    const std::lock_guard lock{mutex_};
    accounts_[account].customers = std::move(customers);
  }

  void set_time_zone(std::int64_t account, const std::string& name) {
    const std::lock_guard lock{mutex_};
    accounts_[account].time_zone = name;
  }

  // Every answer of the account is another one from now on. Gives the version made.
  std::int64_t change(std::int64_t account) {
    const std::lock_guard lock{mutex_};
    return ++accounts_[account].version;
  }

  std::int64_t version(std::int64_t account) const {
    const std::lock_guard lock{mutex_};
    return accounts_.at(account).version;
  }

  void set(const identity::Credential& credential) {
    const std::lock_guard lock{mutex_};
    credentials_[{credential.kind, credential.name}] = credential;
    ++state_;
  }

  void remove(identity::CredentialKind kind, const std::string& name) {
    const std::lock_guard lock{mutex_};
    credentials_.erase({kind, name});
    ++state_;
  }

  void go_away(bool away) {
    const std::lock_guard lock{mutex_};
    away_ = away;
  }

  std::size_t credentials_read() const {
    const std::lock_guard lock{mutex_};
    return credentials_read_;
  }

  // How often all names of an account were.
  std::size_t names_read() const {
    const std::lock_guard lock{mutex_};
    return names_read_;
  }

  // What an answer's body begins with.
  static std::string body(std::int64_t account, std::int64_t customer, std::int64_t version) {
    return "account " + std::to_string(account) + " customer " + std::to_string(customer) +
           " version " + std::to_string(version);
  }

  class Source : public web::Source {
   public:
    explicit Source(RememberedDatabase& database) : database_(database) {}

    web::FeedNews feed(const cache::Stamp& directory, const std::vector<web::Asked>& accounts,
                       std::int64_t now) override {
      const auto lock = database_.asked();
      web::FeedNews news;
      news.directory.since = directory;
      news.directory.now = {database_.state_, database_.state_};
      news.directory.generation = 1;
      news.directory.served.account = 1;
      news.directory.everything = directory != news.directory.now;
      for (const auto& [known, anew] : accounts) {
        const Account& account = database_.accounts_.at(known.account);
        cache::FeedReading reading;
        reading.since = known.stamp;
        reading.now = {account.version, account.version};
        reading.generation = 1;
        reading.served.account = known.account;
        reading.served.today_until = (now / 86'400 + 1) * 86'400;
        account.time_zone.copy(reading.served.time_zone.data(), 64);
        reading.everything = known.stamp.version == 0;
        if (known.stamp.version != account.version) {
          reading.changes = {{0, -1, account.version}};
          for (auto version = known.stamp.version; version++ < account.version;) {
            reading.ledger.push_back({version, version});
          }
        }
        news.accounts.push_back({known.account, std::move(reading)});
      }
      return news;
    }

    cache::Entry widgets(const question::Question& question) override {
      const auto lock = database_.asked();
      const Account& account = database_.accounts_.at(question.account);
      if (question.customer_id != 0 && !account.customers.contains(question.customer_id)) {
        throw question::no_such_customer(question.customer_id);
      }
      cache::Entry entry;
      entry.body = body(question.account, question.customer_id, account.version);
      entry.version = entry.nonce = account.version;
      entry.generation = 1;
      return entry;
    }

    std::string customers(const identity::Caller& caller, const question::Parameters&,
                          std::string_view names) override {
      const auto lock = database_.asked();
      std::string list = "account " + std::to_string(caller.account) + " customers";
      for (const std::int64_t id : database_.accounts_.at(caller.account).customers) {
        if (caller.may_see(id)) list += ' ' + std::to_string(id);
      }
      return names.empty() ? list : list + " by " + std::string{names};
    }

    std::string customer(const identity::Caller& caller, std::int64_t customer_id) override {
      const auto lock = database_.asked();
      if (!caller.may_see(customer_id) ||
          !database_.accounts_.at(caller.account).customers.contains(customer_id)) {
        throw question::Problem{question::Problem::Code::not_found, "no such customer"};
      }
      return "account " + std::to_string(caller.account) + " customer " +
             std::to_string(customer_id);
    }

    cache::Entry customer_names(std::int64_t account) override {
      const auto lock = database_.asked();
      ++database_.names_read_;
      cache::Entry entry;
      entry.body = "names of " + std::to_string(account);
      entry.version = entry.nonce = database_.accounts_.at(account).version;
      entry.generation = 1;
      entry.scope = cache::no_days;
      return entry;
    }

    cache::Entry credential(identity::CredentialKind kind, const std::string& name,
                            std::int64_t now) override {
      const auto lock = database_.asked();
      ++database_.credentials_read_;
      cache::Entry entry;
      entry.version = entry.nonce = database_.state_;
      entry.generation = 1;
      const auto found = database_.credentials_.find({kind, name});
      if (found == database_.credentials_.end()) return entry;
      identity::Credential credential = found->second;
      credential.last_used = static_cast<std::int32_t>(now / 86'400);
      entry.body = identity::credential_bytes(credential);
      return entry;
    }

    std::size_t rows() const override { return 1; }
    void interrupt() noexcept override {}

   private:
    RememberedDatabase& database_;
  };

 private:
  struct Account {
    std::set<std::int64_t> customers;
    std::int64_t version = 1;
    std::string time_zone = "UTC";
  };

  std::unique_lock<std::mutex> asked() {
    std::unique_lock lock{mutex_};
    if (away_) throw web::Unavailable(web::Unavailable::Extent::everything, "it is away");
    return lock;
  }

  mutable std::mutex mutex_;
  std::map<std::int64_t, Account> accounts_;
  std::map<Key, identity::Credential> credentials_;
  std::int64_t state_ = 1;
  std::size_t credentials_read_ = 0, names_read_ = 0;
  bool away_ = false;
};

// The one that endpoints of a test read.
inline RememberedDatabase* remembered_database = nullptr;

class RememberedSources : public web::Sources {
 public:
  std::unique_ptr<web::Source> source() override {
    return std::make_unique<RememberedDatabase::Source>(*remembered_database);
  }
  std::size_t sessions() const override { return 0; }
};

inline std::unique_ptr<web::Sources> remembered_sources(const settings::Settings&) {
  return std::make_unique<RememberedSources>();
}

}  // namespace callwidgets::test
