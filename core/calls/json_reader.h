#pragma once
#include <memory>

#include "calls/input/window.h"
#include "calls/json_object.h"
#include "calls/record_reader.h"

namespace callwidgets::calls {

// Call records as JSON: pages (objects whose `cdrs` is the list), lists of records or of pages,
// records one after the other, and any of these after each other. A bad object costs itself: where
// it ends is clear, or the next one's `{` says so; where neither is, it costs its first line. A
// list that breaks off is one more bad record, shown from there to the line's end; nothing more is
// read of it, and reading goes on where a line begins another list or page.
class JsonReader : public RecordReader {
 public:
  // Of each page `seen` is told once it has ended or broken off.
  // `object` takes what an object has; without it, a call record's fields.
  explicit JsonReader(Window window, PageSeen seen = {}, std::unique_ptr<JsonObject> object = {})
      : window_(std::move(window)),
        seen_(std::move(seen)),
        object_(object ? std::move(object) : std::make_unique<JsonObject>()) {}

  bool next(Record& record) override;
  std::int64_t consumed() const override { return window_.offset(); }

 private:
  // What was there last, and so what may come next.
  enum class Place {
    outside,
    before_element,
    after_comma,
    after_element,
    after_bad,
    after_list,
    after_break
  };

  // Each takes what stands at the position; true where that gave a record.
  bool step(Record& record);
  bool object(Record& record);
  bool other_element(Record& record);
  bool page_end(Record& record);
  bool bad_object(Record& record, std::size_t at, const char* expected);
  bool list_breaks(Record& record, const std::string& expected);
  bool at_token();
  void find_next_list();
  void after_record(Place in_list);
  void learn(const Page& said);
  void page_ends(bool whole);

  Window window_;
  PageSeen seen_;
  std::unique_ptr<JsonObject> object_;
  Page page_;  // where in_page_
  Place place_ = Place::outside;
  int far_looks_ = 1000;         // keeps hostile input, an error every few bytes, cheap
  bool in_page_ = false;         // the list is a page's
  bool of_pages_ = false;        // the page stands in a list
  std::int64_t token_line_ = 0;  // where the last token of the list was
};

}  // namespace callwidgets::calls
