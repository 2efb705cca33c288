#include "calls/call_rules.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "calls/excerpt.h"
#include "calls/international.h"

namespace callwidgets::calls {
namespace {

constexpr std::size_t longest_id = 150;
constexpr std::size_t longest_name = 1000;
constexpr std::size_t longest_kept_number = 64;

// What makes the row a bad one; caught where the row is read.
struct BadField {
  std::string reason;
};

[[noreturn]] void refuse(Field field, std::string_view found, const char* allowed) {
  const std::string what = found.empty() ? " is missing" : " is " + excerpt(found);
  throw BadField{std::string{name_of(field)} + what + "; allowed: " + allowed};
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

// The number that a string of digits writes; `beyond` where it is larger than that.
std::int64_t number_of(std::string_view digits, std::int64_t beyond) {
  std::int64_t value = 0;
  for (const char c : digits) {
    const int digit = c - '0';
    if (value > (beyond - digit) / 10) return beyond;
    value = value * 10 + digit;
  }
  return value;
}

bool read_flag(const Record& record, Field field, const char* allowed) {
  const std::string_view text = record[field];
  if (text.size() != 1 || (text[0] != '0' && text[0] != '1')) refuse(field, text, allowed);
  return text[0] == '1';
}

bool read_optional_flag(const Record& record, Field field) {
  return !record[field].empty() && read_flag(record, field, "0 or 1, or nothing");
}

// `1.45E+09`, in German `1,45E+09`: what a spreadsheet makes of a long number, whose other digits
// are lost.
bool is_shortened(std::string_view id) {
  static const auto digits_end = [](std::string_view text, std::size_t at) {
    return std::min(text.find_first_not_of("0123456789", at), text.size());
  };
  std::size_t at = digits_end(id, 0);
  if (at == 0 || at == id.size()) return false;
  if (id[at] == '.' || id[at] == ',') at = digits_end(id, at + 1);
  const std::string_view exponent = id.substr(at);
  return (exponent.starts_with("E+") || exponent.starts_with("e+")) &&
         is_digits(exponent.substr(2));
}

void read_id(const Record& record, Call& call) {
  const std::string_view id = record[Field::cdr_id];
  if (id.size() > longest_id) {
    throw BadField{"cdr_id is " + excerpt(id) + ", " + std::to_string(id.size()) +
                   " bytes; allowed: 1 to 150 bytes"};
  }
  if (id.empty()) refuse(Field::cdr_id, id, "1 to 150 bytes");
  if (is_shortened(id)) {
    throw BadField{"cdr_id is " + excerpt(id) +
                   ", shortened by a spreadsheet, its last digits are lost; allowed: the whole id, "
                   "in a column that the spreadsheet takes for text"};
  }
  call.cdr_id = id;
}

calendar::Instant read_start(const Record& record) {
  static const calendar::Instant first = *calendar::parse_instant("1970-01-02 00:00:00");
  static const calendar::Instant last = *calendar::parse_instant("9999-12-30 23:59:59");
  const auto start = calendar::parse_instant(record[Field::start]);
  if (!start || *start < first || *start > last) {
    refuse(Field::start, record[Field::start],
           "a day and time that exist, as YYYY-MM-DD HH:MM:SS, from 1970-01-02 to 9999-12-30");
  }
  return *start;
}

std::int32_t read_duration(const Record& record) {
  constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
  const std::string_view text = record[Field::duration];
  const std::int64_t seconds = is_digits(text) ? number_of(text, most + 1) : most + 1;
  if (seconds > most) refuse(Field::duration, text, "whole seconds, 0 to 2147483647, in digits");
  return static_cast<std::int32_t>(seconds);
}

std::int64_t read_customer(const Record& record) {
  const std::string_view text = record[Field::customer_id];
  if (!is_digits(text) || text.size() > 18 || text[0] == '0') {
    refuse(Field::customer_id, text, "1 to 18 digits, no leading zero");
  }
  return number_of(text, std::numeric_limits<std::int64_t>::max());
}

std::string_view read_name(const Record& record, Field field) {
  const std::string_view name = record[field];
  if (name.size() > longest_name) {
    throw BadField{std::string{name_of(field)} + " is " + excerpt(name) + ", " +
                   std::to_string(name.size()) + " bytes; allowed: up to 1000 bytes"};
  }
  return name;
}

std::string_view read_attribution(const Record& record) {
  for (const Field field : {Field::source_name, Field::source_media}) {
    if (const std::string_view name = read_name(record, field); !name.empty()) return name;
  }
  return "Direct";
}

// Without the area code that may stand in front; empty where nothing else is there.
std::string_view area_name(std::string_view given) {
  const std::size_t code_end = std::min(given.find_first_not_of("0123456789"), given.size());
  if (code_end == given.size()) return {};
  if (code_end == 0 || given[code_end] != ' ') return given;
  return given.substr(std::min(given.find_first_not_of(' ', code_end), given.size()));
}

}  // namespace

CallRules::CallRules(const CallerKey& key, Areas& areas, Options options)
    : key_(key), areas_(areas), options_(std::move(options)) {}

bool CallRules::read(const Record& record, Call& call, std::string& reason) {
  if (!record.problem.empty()) {
    reason = record.problem;
    return false;
  }
  call = {};
  unreadable_ = false;
  try {
    read_id(record, call);
    call.deleted = read_optional_flag(record, Field::deleted);
    if (call.deleted) return true;
    call.start = read_start(record);
    call.duration = read_duration(record);
    call.answered = read_flag(record, Field::answered, "0 or 1");
    call.customer_id = read_customer(record);
    call.customer_number = read_name(record, Field::custnr);
    call.quarantined = read_optional_flag(record, Field::quarantined);
    CallerNumber number = read_number(record[Field::anum]);
    unreadable_ = number.form == CallerNumber::Form::unreadable && record[Field::anum_md5].empty();
    read_caller(record, number, call);
    read_origin(record, number, call);
    call.attribution = read_attribution(record);
    if (options_.keep_numbers) {
      if (number.text.size() > longest_kept_number) {
        refuse(Field::anum, record[Field::anum],
               "up to 64 characters where numbers are kept (setting keep_numbers)");
      }
      call.number = std::move(number.text);
    }
    return true;
  } catch (const BadField& bad) {
    reason = bad.reason;
    return false;
  }
}

CallRules::CallerOfNumber CallRules::caller_of(std::string_view given) {
  CallerOfNumber known{0, read_number(given)};
  if (known.number.form == CallerNumber::Form::whole)
    known.caller = key_.caller(md5_of(known.number.text));
  return known;
}

CallerNumber CallRules::read_number(std::string_view given) {
  CallerNumber number = clean_number(given);
  if (options_.withheld.holds(given, number)) return {};
  if (number.form == CallerNumber::Form::whole) {
    number.text = international(number, areas_, options_.region);
    if (options_.withheld.holds({}, number)) return {};
  }
  return number;
}

void CallRules::read_caller(const Record& record, const CallerNumber& number, Call& call) const {
  const std::string_view given = record[Field::anum_md5];
  if (given.empty()) {
    if (number.form == CallerNumber::Form::whole) call.caller = key_.caller(md5_of(number.text));
    return;
  }
  std::string md5{given};
  for (char& c : md5) {
    if (c >= 'A' && c <= 'F') c = static_cast<char>(c - 'A' + 'a');
  }
  if (md5.size() != 32 || md5.find_first_not_of("0123456789abcdef") != md5.npos) {
    refuse(Field::anum_md5, given, "32 hexadecimal digits, or nothing");
  }
  call.caller = key_.caller(md5);
}

void CallRules::read_origin(const Record& record, const CallerNumber& number, Call& call) {
  call.origin = area_name(record[Field::anum_ndc_name]);
  if (call.origin.size() > longest_name) read_name(record, Field::anum_ndc_name);  // says so
  if (!call.origin.empty()) return;
  CallerNumber known = number;
  if (number.form == CallerNumber::Form::masked) {
    // An area shows in a number's first digits: any last ones will do.
    for (std::string* form : {&known.with_zero, &known.text}) {
      if (!form->empty()) form->replace(form->size() - 3, 3, "000");
    }
    known.text = international(known, areas_, options_.region);
  }
  call.origin = known.text.starts_with('+') ? areas_.area_of(known.text) : "Unknown";
}

}  // namespace callwidgets::calls
