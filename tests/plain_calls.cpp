#include "plain_calls.h"

#include "calendar_days.h"

namespace callwidgets::test {
namespace {

const std::string kColumns =
    "cdr_id,start,duration,answered,customer_id,anum,anum_ndc_name,source_name\n";

std::string id(int count) { return "plain-" + std::to_string(count); }

}  // namespace

std::string PlainCalls::csv(int count, long customer, long day, const Oracles& oracles,
                            long second) {
  std::string text = kColumns;
  for (int i = 0; i < count; ++i) {
    ++count_;
    text += line(customer, day * 86400 + second + i, oracles);
  }
  return text;
}

std::string PlainCalls::scattered_csv(int count, long day, const Oracles& oracles) {
  std::string text = kColumns;
  for (int i = 0; i < count; ++i) {
    ++count_;
    text += line(1 + i % 3, (day + i * 7 % 60) * 86400 + i * 241 % 86400, oracles);
  }
  return text;
}

std::string PlainCalls::moved_csv(long customer, long day, const Oracles& oracles) {
  return kColumns + line(customer, day * 86400 + 43200, oracles);
}

std::string PlainCalls::deleted_csv(const Oracles& oracles) const {
  for (Oracle* oracle : oracles) oracle->remove(id(count_));
  return "cdr_id,deleted\n" + id(count_) + ",1\n";
}

std::string PlainCalls::line(long customer, long start, const Oracles& oracles) {
  static const std::vector<std::string> areas = {"London", "Charfield", "Mobile"};
  static const std::vector<std::string> sources = {"Direct", "Mail", "Google SEO", "Radio", "Bus"};
  const std::string caller = std::to_string(10000 + count_ * 17 % 83);
  OracleCall call;
  call.start = start;
  call.duration = count_ * 37 % 701;
  call.answered = count_ % 4 != 0;
  call.customer = customer;
  call.caller = caller;
  call.origin = areas[count_ % areas.size()];
  call.attribution = sources[count_ % sources.size()];
  for (Oracle* oracle : oracles) oracle->put(id(count_), call);
  return id(count_) + "," + moment_text(start) + "," + std::to_string(call.duration) + "," +
         (call.answered ? "1" : "0") + "," + std::to_string(customer) + ",+44740" + caller + "," +
         call.origin + "," + call.attribution + "\n";
}

}  // namespace callwidgets::test
