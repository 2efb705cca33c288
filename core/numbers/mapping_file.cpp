#include "numbers/mapping_file.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "calls/excerpt.h"

namespace callwidgets::numbers {
namespace {

enum Column : std::size_t { number, customer, attribution, from, to };
constexpr std::array<std::string_view, 5> names{"number", "customer", "attribution", "from", "to"};
constexpr std::size_t longest_attribution = 1000;

[[noreturn]] void refuse(std::int64_t line, const std::string& what) {
  throw BadMappingFile{"line " + std::to_string(line) + ": " + what};
}

// The fields of a CSV text, line by line.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (rest_.starts_with(mark)) rest_.remove_prefix(mark.size());
    const std::string_view header = rest_.substr(0, rest_.find_first_of("\r\n"));
    for (const char candidate : {';', '\t'}) {
      if (header.find(candidate) != header.npos) separator_ = candidate;
    }
  }

  // False at the end; blank lines are passed over.
  bool next(std::vector<std::string>& fields) {
    while (!rest_.empty() && (rest_[0] == '\n' || rest_[0] == '\r')) pass_line_end();
    if (rest_.empty()) return false;
    begin_ = line_;
    fields.assign(1, {});
    while (!rest_.empty() && rest_[0] != '\n' && rest_[0] != '\r') {
      if (rest_[0] == separator_) {
        fields.emplace_back();
        rest_.remove_prefix(1);
      } else if (rest_[0] == '"' && fields.back().empty()) {
        quoted(fields.back());
      } else {
        fields.back() += rest_[0];
        rest_.remove_prefix(1);
      }
    }
    return true;
  }

  std::int64_t line() const { return begin_; }  // of the fields last read

 private:
  void pass_line_end() {
    rest_.remove_prefix(rest_.starts_with("\r\n") ? 2 : 1);
    ++line_;
  }

  void quoted(std::string& field) {
    for (std::size_t at = 1; at < rest_.size(); ++at) {
      if (rest_[at] == '"' && (at + 1 == rest_.size() || rest_[at + 1] != '"')) {
        rest_.remove_prefix(at + 1);
        return;
      }
      if (rest_[at] == '"') ++at;
      if (rest_[at] == '\n') ++line_;
      field += rest_[at];
    }
    refuse(begin_, "a quote is not closed");
  }

  std::string_view rest_;
  char separator_ = ',';
  std::int64_t line_ = 1, begin_ = 1;
};

using Places = std::array<std::optional<std::size_t>, names.size()>;

Places read_header(Lines& lines) {
  std::vector<std::string> fields;
  Places places;
  if (!lines.next(fields)) refuse(1, "nothing is there; allowed: a line that names the columns");
  for (std::string& field : fields) {
    std::ranges::transform(field, field.begin(),
                           [](unsigned char letter) { return std::tolower(letter); });
  }
  for (std::size_t column = 0; column < names.size(); ++column) {
    const auto found = std::find(fields.begin(), fields.end(), names[column]);
    if (found != fields.end()) places[column] = static_cast<std::size_t>(found - fields.begin());
    if (found != fields.end() && std::find(found + 1, fields.end(), names[column]) != fields.end())
      refuse(lines.line(), "the column " + std::string{names[column]} + " is there twice");
    if (!places[column] && column <= customer) {
      refuse(lines.line(), "there is no column " + std::string{names[column]} +
                               "; allowed: number, customer, attribution, from, to, the first two "
                               "of which are mandatory");
    }
  }
  return places;
}

std::int64_t read_day(const std::string& text, std::string_view column, std::int64_t absent,
                      std::int64_t line) {
  if (text.empty()) return absent;
  const auto day = calendar::parse_day(text);
  if (!day || calendar::number(*day) < 0) {
    refuse(line, std::string{column} + " is " + calls::excerpt(text) +
                     "; allowed: a calendar day from 1970 on as YYYY-MM-DD, or nothing");
  }
  return calendar::number(*day);
}

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\r\n;\t") == text.npos) return text;
  std::string result = "\"";
  for (const char c : text) result += c == '"' ? std::string{"\"\""} : std::string{c};
  return result + '"';
}

}  // namespace

std::vector<FileMapping> read_mappings(std::string_view text, calls::Areas& areas,
                                       const std::string& region) {
  Lines lines{text};
  const Places places = read_header(lines);
  std::vector<FileMapping> mappings;
  for (std::vector<std::string> fields; lines.next(fields);) {
    const auto value = [&](Column column) -> const std::string& {
      static const std::string absent;
      const auto place = places[column];
      return place && *place < fields.size() ? fields[*place] : absent;
    };
    FileMapping read{lines.line(), {}};
    Mapping& mapping = read.mapping;
    try {
      mapping.pattern = parse_pattern(value(number), areas, region);
    } catch (const BadPattern& bad) {
      refuse(read.line, bad.what());
    }
    mapping.customer_id = parse_customer(value(customer));
    if (mapping.customer_id == 0) {
      refuse(read.line, "customer is " + calls::excerpt(value(customer)) +
                            "; allowed: 1 to 18 digits, the first not 0");
    }
    mapping.attribution = value(attribution);
    if (mapping.attribution.size() > longest_attribution) {
      refuse(read.line, "attribution is " + calls::excerpt(mapping.attribution) + ", " +
                            std::to_string(mapping.attribution.size()) +
                            " bytes; allowed: up to 1000");
    }
    mapping.from_day = read_day(value(from), "from", Mapping::always, read.line);
    mapping.to_day = read_day(value(to), "to", Mapping::for_good, read.line);
    if (mapping.to_day < mapping.from_day) {
      refuse(read.line, "to is " + calls::excerpt(value(to)) + "; allowed: from " + value(from) +
                            " on, or nothing");
    }
    mappings.push_back(std::move(read));
  }
  return mappings;
}

std::string csv_of(const std::vector<Mapping>& mappings) {
  std::string text = "number,customer,attribution,from,to\n";
  for (const Mapping& mapping : mappings) {
    text += quoted(text_of(mapping.pattern)) + ',' + std::to_string(mapping.customer_id) + ',' +
            quoted(mapping.attribution) + ',';
    if (mapping.from_day != Mapping::always)
      text += calendar::format(calendar::day_of(mapping.from_day));
    text += ',';
    if (mapping.to_day != Mapping::for_good)
      text += calendar::format(calendar::day_of(mapping.to_day));
    text += '\n';
  }
  return text;
}

std::int64_t parse_customer(std::string_view text) {
  constexpr std::size_t most = 18;
  if (text.empty() || text.size() > most || text[0] == '0' ||
      text.find_first_not_of("0123456789") != text.npos)
    return 0;
  std::int64_t id = 0;
  for (const char c : text) id = id * 10 + (c - '0');
  return id;
}

}  // namespace callwidgets::numbers
