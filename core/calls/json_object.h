#pragma once
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "calls/page.h"
#include "calls/record.h"

namespace callwidgets::calls {

// Finds one JSON object and its needed values in a text, without recursion. Used again for each
// object. As it stands it takes a call record's fields; what takes other members overrides what
// becomes of them.
class JsonObject {
 public:
  JsonObject();
  virtual ~JsonObject() = default;
  JsonObject(const JsonObject&) = delete;
  JsonObject& operator=(const JsonObject&) = delete;

  enum class Outcome {
    whole,       // ends at `at`; what is wrong inside is the record's problem
    list,        // it is a page: at `at` the elements of its list begin
    incomplete,  // the text ends before the object does
    broken,      // no object from `at` on, for the reason `why`
  };
  struct Found {
    Outcome outcome;
    std::size_t at;
    const char* why = "";
  };

  // `text` begins with `{`. Fills values and problem where the object is whole; values are views
  // into `text` or this.
  Found read(std::string_view text, Record& record);
  // The rest of a page, from behind its list on.
  Found read_page_end(std::string_view text);
  // What the last of both found that a page says of its set; nothing of its records.
  const Page& page() const { return page_; }

 protected:
  enum class Kind { absent, text, escaped, whole_number, fraction, boolean, null, nested };
  struct Value {
    Kind kind = Kind::absent;
    std::string_view text;
  };

  // A new object begins.
  virtual void clear();
  // A list of this name at the first level makes the object a page.
  virtual bool is_list(std::string_view name) const { return name == "cdrs"; }
  // A member of the first level, named name(); with `deep_` one of any level, or a list's element.
  virtual void keep(const Value& value);
  // An object or a list begins as the value of name(), and ends.
  virtual void opens(char bracket);
  virtual void closes() {}
  // The object is whole: record.raw is set, record's values and problem are to be.
  virtual void judge(Record& record);

  std::string_view name() const { return name_; }
  // Sets the record's problem where it is too long or no UTF-8; true where it is neither.
  static bool has_bounds(Record& record);
  // The text that an escaped string stands for, and what is wrong with it; empty where nothing is.
  // Holds until the next object.
  std::string_view decode(std::string_view text, std::string& problem);

  bool deep_ = false;
  std::string problem_;  // the first one that leaves the object's bounds clear

 private:
  enum class Expected { name_or_end, name, colon, value_or_end, value, comma_or_end };

  Found scan(std::string_view text, Expected expected, std::size_t at);
  // Each moves `at` past what stands there. False where the text ends first.
  bool string(std::string_view text, std::size_t& at, Value& value);
  bool scalar(std::string_view text, std::size_t& at, Value& value);

  std::array<Value, field_count> values_;
  Page page_;
  std::string open_;       // a bracket a level
  std::string_view name_;  // of the member that is being read, at a level whose names count
  std::string decoded_;    // values that held escapes; never grows, since views point into it
  std::string name_decoded_;
};

}  // namespace callwidgets::calls
