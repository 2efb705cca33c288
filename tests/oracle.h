// What the eleven widgets must answer, from each one's plain definition over raw calls: vectors and
// maps only. It shares nothing with the product, neither code nor SQL nor zone handling.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace callwidgets::test {

struct OracleCall {
  long start = 0;  // seconds since 1970-01-01 00:00:00 UTC
  long duration = 0;
  bool answered = false;
  bool quarantined = false;
  long customer = 0;
  std::string caller;  // whoever it is; empty: nobody
  std::string origin;
  std::string attribution;
};

struct OracleQuestion {
  std::vector<std::string> types;
  std::optional<long> customer;
  long from = 0, to = 0;  // days since 1970-01-01 in the account's zone
  int datasources = 1;    // how many times 0 is asked for
};

// One account. Not for threads: the zone is the process's.
class Oracle {
 public:
  explicit Oracle(std::string time_zone) : time_zone_(std::move(time_zone)) {}

  // The same id again replaces the call. An unknown customer is created, its id its name.
  void put(const std::string& cdr_id, const OracleCall& call);
  void remove(const std::string& cdr_id);
  // The caller's calls go, or stay without him; the same ids again change nothing of that.
  void erase_caller(const std::string& caller, bool calls_stay);
  // All calls of a customer are another's, and so are later ones.
  void merge(long customer, long into);
  // From now on it is a customer of its own again.
  void unmerge(long customer);
  // The customer and its calls go; the same ids again bring none back.
  void remove_customer(long customer);
  std::size_t size() const { return calls_.size(); }
  std::size_t calls_of(long customer) const;
  void name(long customer, const std::string& name) { customers_[customer] = name; }
  bool knows(long customer) const { return customers_.contains(customer); }

  // The bytes that the endpoint sends: an envelope, or an array of them for several types.
  std::string answer(const OracleQuestion& question) const;

  static const std::vector<std::string>& types();

 private:
  struct Placed {
    OracleCall call;
    long day;
    int hour;
  };
  std::vector<const Placed*> within(const OracleQuestion& question) const;
  std::string data(const std::string& type, const OracleQuestion& question) const;

  std::string time_zone_;
  std::map<std::string, Placed> calls_;
  std::map<long, std::string> customers_;
  std::map<std::string, bool> erased_;  // whether the call stays
  std::map<long, long> merged_;
};

}  // namespace callwidgets::test
