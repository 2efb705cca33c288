#include "calls/csv_reader.h"

#include <algorithm>
#include <cstring>

#include "calls/excerpt.h"
#include "calls/input/input_kind.h"
#include "calls/input/utf8.h"

namespace callwidgets::calls {
namespace {

constexpr std::size_t npos = std::string_view::npos;

constexpr char separators[] = {',', ';', '\t'};

// As others write a value that is not there.
bool means_absent(std::string_view text) { return text == "NULL" || text == "\\N"; }

}  // namespace

CsvReader::CsvReader(Window window) : window_(std::move(window)) {
  unescaped_.reserve(longest_record + 2);
  pass_separator_line();
  choose_separator();
  read_header();
}

// `sep=;`, perhaps in quotes: what it says, the header shows too.
void CsvReader::pass_separator_line() {
  constexpr std::size_t longest = sizeof "\"sep=;\"";
  window_.want(longest + 1);
  std::string line{window_.bytes().substr(0, first_line_end(window_.bytes()))};
  if (line.size() >= longest) return;
  std::erase(line, '"');
  for (char& c : line) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (line.starts_with("sep=") && line.size() <= 5) window_.take_line();
}

// Leaves the window at the header.
void CsvReader::choose_separator() {
  char best = separators[0];
  std::size_t most = 0;
  for (const char separator : separators) {
    separator_ = separator;
    Record header;
    for (bool found = false; !found;) {
      names_.clear();
      switch (split(header)) {
        case Outcome::incomplete:
          window_.want_more();
          break;
        case Outcome::blank:
          window_.advance(length_);
          break;
        default:
          found = true;
      }
    }
    const auto known =
        static_cast<std::size_t>(std::count_if(names_.begin(), names_.end(), [](const auto& name) {
          return field_named(name).has_value();
        }));
    if (known > most) best = separator;
    most = std::max(most, known);
  }
  separator_ = best;
}

std::string CsvReader::kind_of_input() {
  constexpr std::size_t enough = 4096;
  try {
    window_.want(enough);
  } catch (const InputError&) {
    // It comes again where the rows are read, behind those that can be.
  }
  return std::string{seems_to_be(window_.bytes().substr(0, enough))};
}

void CsvReader::read_header() {
  const std::string kind = kind_of_input();
  Record header;
  if (!next_fields(header)) return;
  header_ = false;
  const std::string found = (kind.empty() ? "" : "; it seems to be " + kind) +
                            "; the first line found is " + excerpt(header.raw, 200) +
                            ", expected " + expected_input;
  if (!header.problem.empty())
    throw InputError{"the header can't be read: " + header.problem + found};
  std::array<bool, field_count> present{};
  for (const std::string& name : names_) {
    const auto field = field_named(name);
    columns_.push_back(field ? static_cast<int>(*field) : -1);
    if (!field) continue;
    bool& there = present[static_cast<std::size_t>(*field)];
    if (there) throw InputError{"the header has " + name + " twice" + found};
    there = true;
  }
  const bool deletions = present[static_cast<std::size_t>(Field::deleted)];
  std::string missing;
  for (std::size_t i = 0; i <= static_cast<std::size_t>(last_mandatory); ++i) {
    if (present[i] || (i > 0 && deletions)) continue;
    missing += (missing.empty() ? "" : ", ") + std::string{name_of(static_cast<Field>(i))};
  }
  if (!missing.empty()) throw InputError{"no header with " + missing + found};
}

bool CsvReader::next(Record& record) {
  if (header_) return false;  // there was no line at all
  return next_fields(record);
}

// A record with the wrong number of fields of which a later line looks like a row itself: its
// quotes are some other row's.
bool CsvReader::swallows_rows(std::string_view raw) const {
  for (std::size_t end = first_line_end(raw); end < raw.size(); end = first_line_end(raw)) {
    raw.remove_prefix(end + line_end_length(raw, end));
    const std::string_view line = raw.substr(0, first_line_end(raw));
    if (static_cast<std::size_t>(std::count(line.begin(), line.end(), separator_)) + 1 >=
        columns_.size())
      return true;
  }
  return false;
}

// The next line that isn't blank, split; with a problem where it can't be.
bool CsvReader::next_fields(Record& record) {
  for (;;) {
    record.values.fill({});
    record.problem.clear();
    record.line = window_.line();
    record.offset = window_.offset();
    column_ = 0;
    if (header_) names_.clear();  // of an attempt on less of it
    switch (split(record)) {
      case Outcome::end:
        return false;
      case Outcome::blank:
        window_.advance(length_);
        continue;
      case Outcome::incomplete:
        window_.want_more();
        continue;
      case Outcome::broken:
        record.raw = window_.take_line();
        return true;
      case Outcome::record:
        if (!header_ && column_ != columns_.size()) {
          record.problem = std::to_string(column_) + (column_ == 1 ? " field" : " fields") +
                           "; allowed: the header's " + std::to_string(columns_.size());
          if (swallows_rows(record.raw)) {
            record.raw = window_.take_line();
            return true;
          }
        }
        window_.advance(length_);
        if (const std::size_t bad = first_not_utf8(record.raw);
            bad != npos && record.problem.empty()) {
          record.problem = "byte " + std::to_string(bad + 1) +
                           " of the record is not UTF-8: " + excerpt(record.raw.substr(bad, 1)) +
                           "; allowed: UTF-8";
        }
        return true;
    }
  }
}

// Finds the record at the window's position and its fields. Leaves the window where it is.
CsvReader::Outcome CsvReader::split(Record& record) {
  const std::string_view bytes = window_.bytes();
  const std::size_t line_end = window_.line_end();
  if (line_end == npos) {
    if (!window_.ended()) {
      if (bytes.size() <= longest_record + 1) return Outcome::incomplete;
      record.problem = "longer than 64 KiB, and shown up to there; allowed: 64 KiB";
      return Outcome::broken;
    }
    if (bytes.empty()) return Outcome::end;
  }
  record.raw = bytes.substr(0, line_end);
  length_ = line_end == npos ? bytes.size() : line_end + line_end_length(bytes, line_end);
  if (is_blank(record.raw)) return Outcome::blank;
  if (record.raw.find('"') != npos) return split_quoted(record);
  if (record.raw.size() > longest_record) {
    record.problem = "longer than 64 KiB, and shown up to there; allowed: 64 KiB";
    return Outcome::broken;
  }
  split_plain(record);
  return Outcome::record;
}

void CsvReader::split_plain(Record& record) {
  const char* from = record.raw.data();
  const char* const end = from + record.raw.size();
  for (;;) {
    const char* separator = static_cast<const char*>(
        std::memchr(from, separator_, static_cast<std::size_t>(end - from)));
    const char* const stop = separator ? separator : end;
    plain_value(record, {from, static_cast<std::size_t>(stop - from)});
    if (!separator) return;
    from = separator + 1;
  }
}

CsvReader::Outcome CsvReader::split_quoted(Record& record) {
  const std::string_view all = window_.bytes();
  const std::string_view text =
      all.substr(0, longest_record + 2);  // the longest record, and its line end
  const bool whole = window_.ended() && text.size() == all.size();
  const auto broken = [&record](const char* why) {
    record.problem = why;
    return Outcome::broken;
  };
  const auto ran_out = [&](const char* at_end) {
    if (text.size() == longest_record + 2) {
      return broken(
          "longer than 64 KiB with its quoted line breaks, its first line is shown; allowed: 64 "
          "KiB");
    }
    return whole ? broken(at_end) : Outcome::incomplete;
  };
  static constexpr char still_open[] =
      "a quote is still open at the end of the input; allowed: closed quotes";

  unescaped_.clear();
  std::size_t at = 0;
  for (;;) {
    std::size_t stop;  // of the field
    if (at < text.size() && text[at] == '"') {
      const std::size_t begin = at + 1;
      const std::size_t kept = unescaped_.size();
      std::size_t copied = begin;  // up to here the value is in unescaped_
      std::size_t quote = begin;
      for (;;) {
        quote = text.find('"', quote);
        if (quote == npos) return ran_out(still_open);
        if (quote + 1 == text.size() && !whole) return ran_out(still_open);
        if (quote + 1 == text.size() || text[quote + 1] != '"') break;
        unescaped_.append(text, copied, quote + 1 - copied);
        copied = quote += 2;
      }
      if (copied == begin) {
        value(record, text.substr(begin, quote - begin));
      } else {
        unescaped_.append(text, copied, quote - copied);
        value(record, std::string_view{unescaped_}.substr(kept));
      }
      stop = quote + 1;
    } else {
      stop = plain_end(text, at);
      if (stop < text.size() && text[stop] == '"') {
        return broken(
            "a quote inside a field without quotes; allowed: the whole field quoted, its quotes "
            "doubled");
      }
      plain_value(record, text.substr(at, stop - at));
    }
    if (stop < text.size() && text[stop] == separator_) {
      at = stop + 1;
      continue;
    }
    const bool ends = stop == text.size();
    if (!ends && text[stop] != '\n' && text[stop] != '\r') {
      return broken(
          "text after a closing quote; allowed: a separator or the line's end there, quotes inside "
          "doubled");
    }
    // Behind a CR an LF may come that isn't read yet.
    if (!whole && (ends || (text[stop] == '\r' && stop + 1 == text.size())))
      return ran_out(still_open);
    record.raw = text.substr(0, stop);
    if (record.raw.size() > longest_record) {
      return broken(
          "longer than 64 KiB with its quoted line breaks, its first line is shown; allowed: 64 "
          "KiB");
    }
    length_ = ends ? stop : stop + line_end_length(text, stop);
    return Outcome::record;
  }
}

// Where a field without quotes stops; the size where the text does.
std::size_t CsvReader::plain_end(std::string_view text, std::size_t at) const {
  const char separator = separator_;
  while (at < text.size() && text[at] != separator && text[at] != '\n' && text[at] != '\r' &&
         text[at] != '"')
    ++at;
  return at;
}

void CsvReader::plain_value(Record& record, std::string_view text) {
  value(record, !header_ && means_absent(text) ? std::string_view{} : text);
}

void CsvReader::value(Record& record, std::string_view text) {
  if (header_) {
    names_.emplace_back(text);
  } else if (column_ < columns_.size() && columns_[column_] >= 0) {
    record.values[static_cast<std::size_t>(columns_[column_])] = text;
  }
  ++column_;
}

}  // namespace callwidgets::calls
