#include "damaged_file.h"

#include "packed_text.h"

namespace callwidgets::test {
namespace {

const std::vector<std::string> kColumns = {"cdr_id",      "start", "duration",   "answered",
                                           "customer_id", "anum",  "source_name"};

}  // namespace

DamagedFile::DamagedFile(std::mt19937& random, const std::string& prefix) : random_(random) {
  if (once_in(3)) {
    make_json(prefix);
  } else {
    make_csv(prefix);
  }
  pack();
}

std::size_t DamagedFile::below(std::size_t bound) {
  return std::uniform_int_distribution<std::size_t>{0, bound - 1}(random_);
}

// Nothing that ends a field, a line, a string or a bracket, in any form, and no blank.
std::string DamagedFile::garbage(std::size_t longest) {
  static const std::vector<std::string> pieces = {
      "x",   "E+09", "-1", "2021-02-30", "é",    "\u202E", "😀", "'",    "#",
      "<b>", "0",    "%",  "=1+1",       "\x7F", "NULL",   "+", "1.45", "\u00A0"};
  std::string text;
  for (std::size_t count = 1 + below(longest); count > 0; --count)
    text += pieces[below(pieces.size())];
  return text;
}

DamagedFile::Record DamagedFile::record(const std::string& id) {
  static const std::vector<std::string> numbers = {
      "",         "+441632960001", "+44 (0)1632 960001", "tel:+441632960002", "anonymous",
      "01632xxx", "what"};
  static const std::vector<std::string> names = {"Direct",       "Zürich; Bern", "a, b",
                                                 "tab\there",    "say \"x\"",    "two\nlines",
                                                 "two\r\nlines", "old\rmac",     ""};
  return {id,
          "2021-0" + std::to_string(1 + below(9)) + "-1" + std::to_string(below(10)) + " 10:00:00",
          std::to_string(below(900)),
          std::to_string(below(2)),
          std::to_string(1 + below(5)),
          numbers[below(numbers.size())],
          names[below(names.size())]};
}

std::string DamagedFile::quoted_where_needed(const std::string& value) {
  if (value.find_first_of(",;\t\"\r\n") == value.npos && !once_in(6)) return value;
  std::string quoted = "\"";
  for (const char c : value) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + '"';
}

std::string DamagedFile::csv_row(const Record& record, char separator, bool damaged) {
  std::vector<std::string> fields;
  for (const std::string& value : record) fields.push_back(quoted_where_needed(value));
  if (damaged) {
    std::string& hit = fields[below(fields.size())];
    switch (below(6)) {
      case 0:
        hit = garbage(20);
        break;
      case 1:
        fields.resize(2 + below(4));  // a cut quoted field costs itself too: none lies before
        break;
      case 2:
        fields.insert(fields.begin(), garbage(3));
        break;
      case 3:
        hit = garbage(3) + "\"" + garbage(3);  // a quote inside
        break;
      case 4:
        fields.back() = "\"" + garbage(3);  // never closed
        break;
      default:
        hit = std::string(70'000, 'l');
        break;
    }
    story_ += " damaged";
  }
  std::string row;
  for (const std::string& field : fields)
    row += (row.empty() ? "" : std::string(1, separator)) + field;
  return row;
}

void DamagedFile::make_csv(const std::string& prefix) {
  const char separator = ",;\t"[below(3)];
  static const std::vector<std::string> ends = {"\n", "\r\n", "\r"};
  const std::size_t usual_end = below(4);  // 3: each line as it likes
  const auto end = [&] { return ends[usual_end < 3 ? usual_end : below(3)]; };
  story_ = "csv" + std::string(1, separator) + std::to_string(usual_end);
  if (once_in(5)) bytes_ += "sep=" + std::string(1, separator) + end();
  for (const std::string& column : kColumns)
    bytes_ +=
        (column == kColumns[0] ? "" : std::string(1, separator)) + quoted_where_needed(column);
  bytes_ += end();
  const std::size_t rows = below(40);
  for (std::size_t i = 0; i < rows; ++i) {
    if (once_in(15)) bytes_ += (once_in(2) ? "" : "  ") + end();
    Record made = record(prefix + std::to_string(i));
    const bool damaged = once_in(4);
    // A damaged row is one line: of one with line breaks in quotes, each line would be a record.
    if (damaged) made.back() = "plain";
    std::string row = csv_row(made, separator, damaged);
    ++records_;
    whole_ += !damaged;
    if (i + 1 == rows && once_in(3) && row.find('"') == row.npos) {
      whole_ -= !damaged;
      row.resize(1 + below(row.size()));
      bytes_ += row;
      story_ += " cut";
      return;
    }
    bytes_ += row + end();
    if (!damaged && once_in(20)) {
      bytes_ += row + end();
      ++records_;
      story_ += " twice";
    }
  }
}

std::string DamagedFile::json_object(const Record& record, bool damaged) {
  const std::size_t hit = damaged ? below(record.size()) : record.size();
  const std::size_t how = below(5);
  std::string object = "{";
  for (std::size_t i = 0; i < record.size(); ++i) {
    std::string value;
    for (const char c : record[i]) {
      value += c == '"'    ? "\\\""
               : c == '\n' ? "\\n"
               : c == '\r' ? "\\r"
               : c == '\t' ? "\\t"
                           : std::string(1, c);
    }
    value = '"' + value + '"';
    std::string comma = i == 0 ? "" : ",";
    if (i == hit) {
      story_ += " damaged" + std::to_string(how);
      if (how == 0) value = '"' + garbage(20) + '"';
      if (how == 1) value = "nul";
      if (how == 2) value = R"({"a":[1,{}]})";
      if (how == 3) value = '"' + garbage(3) + "\\q\"";
      if (how == 4) comma = i == 0 ? "," : "";
    }
    object += comma + '"' + kColumns[i] + "\":" + value;
  }
  return object + '}';
}

void DamagedFile::make_json(const std::string& prefix) {
  enum { lines, list, pages };
  const std::size_t form = below(3);
  static const std::vector<std::string> ends = {"\n", "\r\n", "\r"};
  const std::string end = ends[below(3)];
  story_ = "json" + std::to_string(form);
  const std::size_t sets = form == lines ? 1 : 1 + below(3);
  std::size_t id = 0;
  for (std::size_t set = 0; set < sets; ++set) {
    const std::size_t objects = form == lines ? 1 + below(40) : below(20);
    if (form == list) bytes_ += "[" + end;
    if (form == pages)
      bytes_ += R"({"total":7,"page":)" + std::to_string(set) + R"(,"numpages":3,"cdrs":[)" + end;
    for (std::size_t i = 0; i < objects; ++i, ++id) {
      const bool damaged = once_in(4);
      ++records_;
      const std::string object = json_object(record(prefix + std::to_string(id)), damaged);
      const bool last = set + 1 == sets && i + 1 == objects;
      if (last && once_in(3)) {
        bytes_ += object.substr(0, 1 + below(object.size() - 1));
        // The list that breaks off is told besides.
        records_ += form != lines;
        story_ += " cut";
        return;
      }
      whole_ += !damaged;
      bytes_ += object + (form == lines || i + 1 == objects ? "" : ",") + end;
    }
    if (form == list) bytes_ += "]" + end;
    if (form == pages) bytes_ += "]}" + end;
  }
}

void DamagedFile::pack() {
  switch (below(6)) {
    case 0:
      bytes_ = "\xEF\xBB\xBF" + bytes_;
      story_ += " bom";
      break;
    case 1:
    case 2:
      bytes_ = utf16(bytes_, once_in(2));
      story_ += " utf16";
      break;
    default:
      break;
  }
  if (!once_in(4)) return;
  story_ += " gzip";
  const std::size_t middle = below(bytes_.size() + 1);
  bytes_ = gzipped(bytes_.substr(0, middle)) + gzipped(bytes_.substr(middle)) +
           std::string(once_in(3) ? 100 : 0, '\0');
}

}  // namespace callwidgets::test
