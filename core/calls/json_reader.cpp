#include "calls/json_reader.h"

#include <algorithm>
#include <string>

#include "calls/excerpt.h"
#include "calls/json_recovery.h"

namespace callwidgets::calls {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::string_view white_space = " \t\r\n";

// How far beyond the error a bad object's end is looked for, after the first thousand of them.
constexpr std::size_t near = 2048;

// Of what was found, that many bytes and the rest of a character tell enough.
constexpr std::size_t quoted = 24;

std::string found_at(std::string_view text) {
  return text.empty() ? "the end of the input" : excerpt(text.substr(0, quoted), 20);
}

std::string_view without_separator(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t\r\n,");
  return text.substr(0, std::min(last == npos ? text.size() : last + 1, longest_record));
}

}  // namespace

bool JsonReader::next(Record& record) {
  for (;;) {
    record.values.fill({});
    record.problem.clear();
    record.raw = {};
    if (place_ == Place::after_break) find_next_list();
    if (place_ == Place::after_list) {
      if (page_end(record)) return true;
      continue;
    }
    const bool more = at_token();
    record.line = window_.line();
    record.offset = window_.offset();
    if (!more && place_ == Place::outside) return false;
    if (!more ? list_breaks(record, "its ]") : step(record)) return true;
  }
}

// Past white space, to a byte that is none; false at the end.
bool JsonReader::at_token() {
  for (;;) {
    const std::size_t token = window_.bytes().find_first_not_of(white_space);
    window_.advance(std::min(token, window_.bytes().size()));
    if (token != npos) return true;
    if (!window_.want(1)) return false;
  }
}

bool JsonReader::step(Record& record) {
  const char c = window_.bytes()[0];
  if (c == '{' && place_ != Place::after_element) return object(record);
  if (place_ == Place::outside) {
    if (c != '[') {
      window_.want(quoted);
      record.problem = "no JSON object or list: " + found_at(window_.bytes()) + "; allowed: { or [";
      record.raw = window_.take_line();
      return true;
    }
    in_page_ = of_pages_ = false;
    place_ = Place::before_element;
  } else if (c == ']') {
    if (place_ == Place::after_comma) {
      record.problem = "a list that ends behind a comma; allowed: an object there, or no comma";
      record.raw = window_.bytes().substr(0, 1);
    }
    place_ = in_page_ ? Place::after_list : Place::outside;
  } else if (c == ',' && (place_ == Place::after_element || place_ == Place::after_bad)) {
    place_ = Place::after_comma;
  } else if (place_ == Place::after_element) {
    return list_breaks(record, "a comma or ]");
  } else {
    return other_element(record);
  }
  token_line_ = window_.line();
  window_.advance(1);
  return !record.problem.empty();
}

bool JsonReader::object(Record& record) {
  for (;;) {
    const JsonObject::Found found = object_->read(window_.bytes(), record);
    switch (found.outcome) {
      case JsonObject::Outcome::whole:
        window_.advance(found.at);
        token_line_ = window_.line();
        after_record(Place::after_element);
        return true;
      case JsonObject::Outcome::list:
        window_.advance(found.at);
        token_line_ = window_.line();
        of_pages_ = place_ != Place::outside && (!in_page_ || of_pages_);
        in_page_ = true;
        page_ = {};
        learn(object_->page());
        place_ = Place::before_element;
        return false;
      case JsonObject::Outcome::incomplete:
        if (window_.want_more()) continue;
        return bad_object(record, found.at, window_.ended() ? "its }" : "its } within 1 MiB");
      case JsonObject::Outcome::broken:
        return bad_object(record, found.at, found.why);
    }
  }
}

bool JsonReader::bad_object(Record& record, std::size_t at, const char* expected) {
  const std::size_t lookahead = far_looks_ > 0 ? longest_record : near;
  far_looks_ = std::max(far_looks_ - 1, 0);
  window_.want(at + lookahead);
  const std::string_view text = window_.bytes().substr(0, at + lookahead);
  record.values.fill({});
  record.problem = "no JSON object: expected " + std::string{expected} + ", found " +
                   found_at(text.substr(at)) + " at its byte " + std::to_string(at + 1);
  const std::size_t end = end_of_bad_object(text, at);
  if (end == npos) {
    record.raw = window_.take_line();
  } else {
    record.raw = without_separator(text.substr(0, end));
    window_.advance(end);
  }
  token_line_ = window_.line();
  after_record(Place::after_bad);
  return true;
}

// A list's element that is no object.
bool JsonReader::other_element(Record& record) {
  window_.want(longest_record);
  const std::string_view text = window_.bytes().substr(0, longest_record);
  const std::size_t end = end_of_element(text);
  if (end == npos || end == 0) return list_breaks(record, "an object");
  record.raw = without_separator(text.substr(0, end));
  record.problem =
      "no JSON object: " + excerpt(record.raw, 20) + "; allowed: an object with a call's fields";
  window_.advance(end);
  token_line_ = window_.line();
  after_record(Place::after_element);
  return true;
}

// What follows a page's list, up to its `}`.
bool JsonReader::page_end(Record& record) {
  for (;;) {
    record.line = window_.line();
    record.offset = window_.offset();
    const JsonObject::Found found = object_->read_page_end(window_.bytes());
    if (found.outcome == JsonObject::Outcome::incomplete && window_.want_more()) continue;
    window_.advance(found.at);
    record.line = window_.line();
    record.offset = window_.offset();
    switch (found.outcome) {
      case JsonObject::Outcome::whole:
        token_line_ = window_.line();
        learn(object_->page());
        page_ends(true);
        place_ = of_pages_ ? Place::after_element : Place::outside;
        in_page_ = of_pages_ = false;
        return false;
      case JsonObject::Outcome::list:
        learn(object_->page());
        place_ = Place::before_element;
        return false;
      case JsonObject::Outcome::incomplete:
        return list_breaks(record, "the page's }");
      case JsonObject::Outcome::broken:
        return list_breaks(record, found.why);
    }
  }
}

bool JsonReader::list_breaks(Record& record, const std::string& expected) {
  window_.want(longest_record + 1);
  const std::string_view text = window_.bytes();
  record.problem = "the list breaks off: expected " + expected + ", found " + found_at(text) +
                   "; nothing more of it is read";
  record.raw = text.substr(0, std::min(first_line_end(text), longest_record));
  if (in_page_) page_ends(false);
  place_ = Place::after_break;
  return true;
}

void JsonReader::after_record(Place in_list) {
  if (place_ == Place::outside) return;
  if (in_page_) ++page_.records;
  place_ = in_list;
}

// What a page says of its set stands before its list or behind it.
void JsonReader::learn(const Page& said) {
  if (said.number) page_.number = said.number;
  if (said.size) page_.size = said.size;
  if (said.pages) page_.pages = said.pages;
  if (said.total) page_.total = said.total;
}

void JsonReader::page_ends(bool whole) {
  page_.whole = whole;
  if (seen_) seen_(page_);
}

// To a line that begins another list or page, or to the end.
void JsonReader::find_next_list() {
  for (bool line_begins = window_.line() > token_line_;; line_begins = true) {
    if (line_begins) {
      if (!at_token() || window_.bytes()[0] == '[') break;
      window_.want(longest_record);
      const std::string_view text = window_.bytes().substr(0, longest_record);
      Record unused;
      if (text[0] == '{' && object_->read(text, unused).outcome == JsonObject::Outcome::list) break;
    }
    window_.take_line();
  }
  place_ = Place::outside;
  in_page_ = of_pages_ = false;
}

}  // namespace callwidgets::calls
