#include "oracle.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <set>
#include <stdexcept>

#include "calendar_days.h"

namespace callwidgets::test {
namespace {

std::string quoted(const std::string& text) {
  std::string json = "\"";
  for (const char c : text) {
    switch (c) {
      case '"':
        json += "\\\"";
        break;
      case '\\':
        json += "\\\\";
        break;
      case '\b':
        json += "\\b";
        break;
      case '\f':
        json += "\\f";
        break;
      case '\n':
        json += "\\n";
        break;
      case '\r':
        json += "\\r";
        break;
      case '\t':
        json += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          char code[8];
          std::snprintf(code, sizeof code, "\\u%04X", c);
          json += code;
        } else {
          json += c;
        }
    }
  }
  return json + "\"";
}

std::string number(long value) { return std::to_string(value); }

std::string list(const std::vector<std::string>& rows) {
  std::string json = "[";
  for (const std::string& row : rows) json += (json.size() > 1 ? "," : "") + row;
  return json + "]";
}

std::string answered_and_missed(const std::string& name, long answered, long missed) {
  return "{\"name\":" + quoted(name) + ",\"Answered\":" + number(answered) +
         ",\"Missed\":" + number(missed) + "}";
}

// Half up, for what isn't negative.
long divided(long sum, long by) { return (2 * sum + by) / (2 * by); }

// Most first; equal ones in the order of their keys.
template <class Key>
std::vector<std::pair<Key, long>> ranked(const std::map<Key, long>& counts) {
  std::vector<std::pair<Key, long>> rows(counts.begin(), counts.end());
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return rows;
}

std::pair<long, int> local_day_and_hour(long seconds, const std::string& zone) {
  const char* current = std::getenv("TZ");
  if (!current || zone != current) {
    setenv("TZ", zone.c_str(), 1);
    tzset();
  }
  const time_t moment = seconds;
  tm local{};
  localtime_r(&moment, &local);
  return {day_number(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday), local.tm_hour};
}

}  // namespace

const std::vector<std::string>& Oracle::types() {
  static const std::vector<std::string> all = {"missed_calls",
                                               "call_durations",
                                               "average_calls_per_user",
                                               "call_totals",
                                               "calls_top_attributions",
                                               "unique_callers",
                                               "call_length_distribution",
                                               "geographic_origin",
                                               "daily_call_distribution",
                                               "top_customers_by_calls",
                                               "calls_per_day"};
  return all;
}

void Oracle::put(const std::string& cdr_id, const OracleCall& call) {
  const auto [day, hour] = local_day_and_hour(call.start, time_zone_);
  OracleCall one = call;
  if (const auto erased = erased_.find(cdr_id); erased != erased_.end()) {
    if (!erased->second) return;
    one.caller.clear();
  }
  while (merged_.contains(one.customer)) one.customer = merged_.at(one.customer);
  customers_.emplace(one.customer, number(one.customer));
  calls_.insert_or_assign(cdr_id, Placed{one, day, hour});
}

void Oracle::erase_caller(const std::string& caller, bool calls_stay) {
  for (auto& [id, placed] : calls_) {
    if (placed.call.caller != caller) continue;
    erased_[id] = calls_stay;
    placed.call.caller.clear();
  }
  if (calls_stay) return;
  std::erase_if(calls_, [&](const auto& call) {
    const auto erased = erased_.find(call.first);
    return erased != erased_.end() && !erased->second;
  });
}

void Oracle::merge(long customer, long into) {
  for (auto& [id, placed] : calls_) {
    if (placed.call.customer == customer) placed.call.customer = into;
  }
  customers_.erase(customer);
  merged_[customer] = into;
}

void Oracle::unmerge(long customer) {
  merged_.erase(customer);
  customers_.emplace(customer, number(customer));
}

void Oracle::remove_customer(long customer) {
  for (const auto& [id, placed] : calls_) {
    if (placed.call.customer == customer) erased_[id] = false;
  }
  std::erase_if(calls_, [&](const auto& call) { return call.second.call.customer == customer; });
  customers_.erase(customer);
}

std::size_t Oracle::calls_of(long customer) const {
  return static_cast<std::size_t>(std::count_if(calls_.begin(), calls_.end(), [&](auto& call) {
    return call.second.call.customer == customer;
  }));
}

void Oracle::remove(const std::string& cdr_id) { calls_.erase(cdr_id); }

std::vector<const Oracle::Placed*> Oracle::within(const OracleQuestion& question) const {
  std::vector<const Placed*> found;
  for (const auto& [id, placed] : calls_) {
    if (placed.call.quarantined || placed.day < question.from || placed.day > question.to) continue;
    if (question.customer && placed.call.customer != *question.customer) continue;
    found.push_back(&placed);
  }
  return found;
}

std::string Oracle::answer(const OracleQuestion& question) const {
  std::vector<std::string> envelopes;
  for (const std::string& type : question.types) {
    const std::vector<std::string> sources(
        question.datasources, "{\"datasource\":0,\"data\":" + data(type, question) + "}");
    envelopes.push_back("{\"dataset\":\"" + type + "\",\"datasources\":" + list(sources) + "}");
  }
  return envelopes.size() == 1 ? envelopes[0] : list(envelopes);
}

std::string Oracle::data(const std::string& type, const OracleQuestion& question) const {
  const std::vector<const Placed*> calls = within(question);
  const auto count = [&](const std::function<bool(const Placed&)>& wanted) {
    return static_cast<long>(
        std::count_if(calls.begin(), calls.end(), [&](const Placed* p) { return wanted(*p); }));
  };
  const auto missed = [](const Placed& p) { return !p.call.answered; };

  if (type == "missed_calls") return quoted(number(count(missed)));
  if (type == "call_totals" || (type == "top_customers_by_calls" && question.customer)) {
    return quoted(number(static_cast<long>(calls.size())));
  }
  if (type == "call_durations") {
    long sum = 0, answered = 0;
    for (const Placed* p : calls) {
      if (p->call.answered) sum += p->call.duration, ++answered;
    }
    return number(answered ? divided(sum, answered) : 0);
  }
  if (type == "unique_callers" || type == "average_calls_per_user") {
    std::set<std::string> callers;
    long known = 0;
    for (const Placed* p : calls) {
      if (!p->call.caller.empty()) callers.insert(p->call.caller), ++known;
    }
    const long unique = static_cast<long>(callers.size());
    if (type == "unique_callers") return number(unique);
    const long tenths = unique ? divided(10 * known, unique) : 0;
    return quoted(number(tenths / 10) + "." + number(tenths % 10));
  }
  std::vector<std::string> rows;
  if (type == "calls_top_attributions") {
    std::map<std::string, long> counts;
    for (const Placed* p : calls) ++counts[p->call.attribution];
    if (counts.empty()) counts["Direct"] = 0;
    for (const auto& [name, calls_of] : ranked(counts)) {
      if (rows.size() == 5) break;
      rows.push_back("{\"name\":" + quoted(name) + ",\"val\":\"" + number(calls_of) + "\"}");
    }
  } else if (type == "geographic_origin") {
    std::map<std::string, long> counts;
    for (const Placed* p : calls) ++counts[p->call.origin];
    for (const auto& [name, calls_of] : ranked(counts)) {
      rows.push_back("{\"name\":" + quoted(name) + ",\"val\":" + number(calls_of) + "}");
    }
  } else if (type == "call_length_distribution") {
    rows.push_back("{\"name\":\"missed\",\"val\":\"" + number(count(missed)) +
                   "\",\"isWarningValue\":true}");
    struct Bucket {
      const char* name;
      long from, below;
      bool always;
    };
    for (const Bucket& bucket :
         {Bucket{"< 30 s", 0, 30, true}, Bucket{"30 - 60 s", 30, 60, true},
          Bucket{"1 - 2 min", 60, 120, true}, Bucket{"2 - 5 min", 120, 300, false},
          Bucket{"5 - 10 min", 300, 600, false}, Bucket{"> 10 min", 600, 1L << 40, false}}) {
      const long held = count([&](const Placed& p) {
        return p.call.answered && p.call.duration >= bucket.from && p.call.duration < bucket.below;
      });
      if (bucket.always || held > 0) {
        rows.push_back(std::string("{\"name\":\"") + bucket.name + "\",\"val\":\"" + number(held) +
                       "\"}");
      }
    }
  } else if (type == "daily_call_distribution") {
    for (int hour = 0; hour < 24; ++hour) {
      char name[16];
      std::snprintf(name, sizeof name, "%02d:00", hour);
      const long all = count([&](const Placed& p) { return p.hour == hour; });
      const long lost = count([&](const Placed& p) { return p.hour == hour && missed(p); });
      rows.push_back(answered_and_missed(name, all - lost, lost));
    }
  } else if (type == "calls_per_day") {
    std::map<long, std::pair<long, long>> days;
    for (const Placed* p : calls) ++(p->call.answered ? days[p->day].first : days[p->day].second);
    for (long day = question.from; day <= question.to; ++day) {
      rows.push_back(answered_and_missed(day_text(day), days[day].first, days[day].second));
    }
  } else if (type == "top_customers_by_calls") {
    std::map<long, long> counts;
    for (const Placed* p : calls) ++counts[p->call.customer];
    for (const auto& [id, calls_of] : ranked(counts)) {
      if (rows.size() == 10) break;
      rows.push_back("{\"scId\":\"" + number(id) + "\",\"name\":" + quoted(customers_.at(id)) +
                     ",\"val\":\"" + number(calls_of) +
                     "\",\"url\":\"/mypages/dashboard/scid:" + number(id) + "\"}");
    }
  } else {
    throw std::invalid_argument("no widget " + type);
  }
  return list(rows);
}

}  // namespace callwidgets::test
