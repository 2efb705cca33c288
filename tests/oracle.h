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
};

}  // namespace callwidgets::test
