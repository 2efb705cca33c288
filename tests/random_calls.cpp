#include "random_calls.h"

#include <Poco/DigestEngine.h>
#include <Poco/MD5Engine.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "calendar_days.h"

namespace callwidgets::test {
namespace {

const long kFirstDay = day_number(2023, 10, 20);
const int kDays = 400;

std::string digits(long number, int width) {
  std::string text = std::to_string(number);
  return std::string(std::max<int>(0, width - static_cast<int>(text.size())), '0') + text;
}

std::string md5_of(const std::string& text) {
  Poco::MD5Engine md5;
  md5.update(text);
  return Poco::DigestEngine::digestToHex(md5.digest());
}

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(toupper(c));
  return text;
}

std::string in_quotes(const std::string& text, const std::string& escaped, char escape) {
  std::string out = "\"";
  for (const char c : text) {
    if (escaped.find(c) != std::string::npos) out += escape;
    out += c;
  }
  return out + "\"";
}

}  // namespace

unsigned random_seed() {
  const char* given = std::getenv("CALLWIDGETS_RANDOM_SEED");
  const unsigned seed = given ? std::stoul(given) : std::random_device{}() % 1000000;
  std::cerr << "CALLWIDGETS_RANDOM_SEED=" << seed << std::endl;
  return seed;
}

std::string with_other_ids(std::string file) {
  for (const std::string& id : {std::string("id-"), std::string("ID-")}) {
    for (size_t at = 0; (at = file.find(id, at)) != std::string::npos; at += 5)
      file.insert(at, "B ");
  }
  return file;
}

// Days and hours crowd where it matters: the days the clocks change, and around midnight.
long RandomCalls::moment() {
  static const std::vector<long> clock_changes = {
      day_number(2023, 10, 29), day_number(2024, 3, 31), day_number(2024, 10, 27),
      day_number(2023, 11, 5),  day_number(2024, 3, 10), day_number(2024, 2, 29)};
  const long day = chance(20) ? one(clock_changes) : kFirstDay + below(kDays);
  const long second =
      chance(30) ? (below(4) * 3600 + 79200 + below(2) * 3599) % 86400 : below(86400);
  return day * 86400 + second;
}

// Caller k is "k" to the oracle, however its number is written.
void RandomCalls::caller(Record& record, OracleCall& call) {
  const int form = below(8);
  if (form == 0) {  // withheld
    if (chance(50)) record.fields.emplace_back("anum", chance(50) ? "anonymous" : "");
    return;
  }
  const int k = chance(30) ? below(5) : below(150);
  const std::string number = "+4474001" + digits(k, 5);
  if (form == 1) {  // masked, and no more known about it
    record.fields.emplace_back("anum", number.substr(0, 9) + "xxx");
    return;
  }
  call.caller = std::to_string(k);
  if (form == 2) {
    record.fields.emplace_back("anum", number.substr(0, 9) + "xxx");
    record.fields.emplace_back("anum_md5", chance(50) ? md5_of(number) : upper(md5_of(number)));
  } else if (form == 3) {
    record.fields.emplace_back("anum_md5", md5_of(number));
  } else if (form == 4) {
    record.fields.emplace_back(
        "anum", number.substr(0, 3) + " (7400) " + number.substr(7, 3) + "-" + number.substr(10));
  } else {
    record.fields.emplace_back("anum", number);
  }
}

void RandomCalls::names(Record& record, OracleCall& call) {
  static const std::vector<std::string> areas = {"London", "Charfield",     "charfield", "Zürich",
                                                 "Mobile", "Ham, \"East\"", "Ham ",      "Ham"};
  static const std::vector<std::string> sources = {"Direct", "direct",      "Google SEO", "Mail",
                                                   "Mail ",  "Referrer/x",  "Süd, \"A\"", "007",
                                                   "7",      "back\\slash", "<b>",        "日本"};
  const bool has_number = std::any_of(record.fields.begin(), record.fields.end(), [](auto& field) {
    return field.first == "anum" && field.second.starts_with("+") && !field.second.ends_with("x");
  });
  if (has_number && chance(30)) {
    call.origin = "Mobile";  // +447400 is a mobile range
  } else if (chance(15)) {
    const bool masked = std::any_of(record.fields.begin(), record.fields.end(), [](auto& field) {
      return field.first == "anum" && field.second.starts_with("+");
    });
    call.origin = masked ? "Elsewhere" : "Unknown";
    if (masked) record.fields.emplace_back("anum_ndc_name", "Elsewhere");
  } else {
    call.origin = one(areas);
    record.fields.emplace_back(
        "anum_ndc_name", (chance(50) ? std::to_string(below(9000) + 10) + " " : "") + call.origin);
  }
  call.attribution = "Direct";
  if (chance(40)) {
    call.attribution = one(sources);
    record.fields.emplace_back("source_media", call.attribution);
  }
  if (chance(50)) {
    call.attribution = one(sources);
    record.fields.emplace_back("source_name", call.attribution);
  }
}

RandomCalls::Record RandomCalls::record(Oracle& oracle) {
  Record record;
  const bool again = !ids_.empty() && chance(25);
  std::string id = again ? one(ids_) : "id-" + std::to_string(ids_.size());
  if (!again && chance(10)) id = "ID-" + std::to_string(ids_.size() / 2);  // differs in case only
  if (!again) ids_.push_back(id);
  record.fields.emplace_back("cdr_id", id);
  if (again && chance(40)) {
    record.fields.emplace_back("deleted", "1");
    oracle.remove(id);
    return record;
  }
  OracleCall call;
  call.start = moment();
  static const std::vector<long> bounds = {0, 29, 30, 59, 60, 119, 120, 299, 300, 599, 600};
  call.duration = chance(40) ? one(bounds) : below(900);
  call.answered = chance(70);
  call.customer = chance(60) ? 1 + below(4) : 95 + below(12);
  call.quarantined = chance(7);
  record.fields.emplace_back("start", moment_text(call.start));
  record.fields.emplace_back("duration", std::to_string(call.duration));
  record.fields.emplace_back("answered", call.answered ? "1" : "0");
  record.fields.emplace_back("customer_id", std::to_string(call.customer));
  if (call.quarantined) record.fields.emplace_back("quarantined", "1");
  caller(record, call);
  names(record, call);
  oracle.put(id, call);
  return record;
}

std::string RandomCalls::csv(const std::vector<Record>& records) {
  std::vector<std::string> columns = {"cdr_id",      "start",        "duration",    "answered",
                                      "customer_id", "anum",         "anum_md5",    "anum_ndc_name",
                                      "source_name", "source_media", "quarantined", "deleted",
                                      "bnum"};
  std::shuffle(columns.begin(), columns.end(), random_);
  std::string text = chance(30) ? "\xEF\xBB\xBF" : "";
  for (const std::string& column : columns) {
    text += (&column == &columns[0] ? "" : ",") + column;
  }
  const std::string end = chance(50) ? "\r\n" : "\n";
  text += end;
  for (const Record& record : records) {
    for (const std::string& column : columns) {
      if (&column != &columns[0]) text += ",";
      for (const auto& [name, value] : record.fields) {
        if (name != column) continue;
        const bool plain = value.find_first_of(",\"\r\n") == std::string::npos;
        text += plain && chance(70) ? value : in_quotes(value, "\"", '"');
      }
    }
    text += end;
  }
  return text;
}

std::string RandomCalls::json(const std::vector<Record>& records) {
  const int form = below(3);  // pages, a bare array, an object a line
  std::string text;
  for (const Record& record : records) {
    if (!text.empty()) text += form == 2 ? "\n" : ",\n";
    std::string object;
    for (const auto& [name, value] : record.fields) {
      const bool is_number = name == "duration" || name == "customer_id" || name == "answered";
      object += (object.empty() ? "{\"" : ",\"") + name +
                "\":" + (is_number && chance(70) ? value : in_quotes(value, "\"\\", '\\'));
    }
    text += object + "}";
  }
  if (form == 1) return "[" + text + "]";
  if (form == 2) return text + "\n";
  const std::string count = std::to_string(records.size());
  return "{\"total\":" + count + ",\"page\":0,\"pagesize\":" + count +
         ",\"numpages\":1,\"cdrs\":[" + text + "]}";
}

std::string RandomCalls::file(int count, Oracle& oracle) {
  std::vector<Record> records;
  for (int i = 0; i < count; ++i) records.push_back(record(oracle));
  return chance(50) ? csv(records) : json(records);
}

OracleQuestion RandomCalls::question() {
  OracleQuestion question;
  const int types = chance(70) ? 1 : 2 + below(4);
  for (int i = 0; i < types; ++i) question.types.push_back(one(Oracle::types()));
  if (chance(50)) question.customer = chance(70) ? 1 + below(4) : 95 + below(12);
  static const std::vector<int> lengths = {1, 2, 7, 30, 31, 92, 366, kDays};
  const int length = one(lengths);
  question.from = kFirstDay - 5 + below(kDays + 10);
  if (length == kDays) question.from = kFirstDay - 1;
  question.to = question.from + length - 1;
  if (chance(10)) question.datasources = 2;
  return question;
}

std::string RandomCalls::target(const OracleQuestion& question) {
  std::string target = "/widgets/data?type=";
  for (const std::string& type : question.types) {
    target += (&type == &question.types[0] ? "" : ",") + type;
  }
  if (question.customer) target += "&customer_id=" + std::to_string(*question.customer);
  target += "&from_date=" + day_text(question.from) + "&to_date=" + day_text(question.to);
  if (question.datasources == 2) target += "&datasources=0,0";
  return target;
}

}  // namespace callwidgets::test
