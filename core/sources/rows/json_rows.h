#pragma once
#include <deque>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "calls/json_reader.h"
#include "sources/rows/file_form.h"
#include "sources/rows/flat_object.h"

namespace callwidgets::sources {

// Records as JSON: a list of objects, an object a line, or objects with one list of them in it.
// What is nested is a column by its path, `caller.number`. A Grandstream record, with `main_cdr`
// and `sub_cdr_1` and further, is a row for each of these, in their order.
//
// Two columns are ours: `part`, main or sub, and `record`, the number of the record from 1. The
// others are those that are given, or those that the first 1,000 records have.
class JsonRows : public FormRows {
 public:
  // Throws calls::InputError where there are very many columns.
  JsonRows(calls::Window window, const std::vector<std::string>& given);

  const std::vector<std::string>& columns() const override { return columns_; }
  std::int64_t consumed() const override { return reader_.consumed(); }
  bool may_lack_columns() const override { return true; }
  bool next(Row& row) override;

 private:
  struct Part {
    std::int64_t number = 0, record = 0;
    std::string raw, problem;
    bool main = true;
    std::vector<std::pair<std::string, std::string>> members;
  };
  bool read();
  void add_column(const std::string& name);

  FlatObject* object_;  // the reader's
  calls::JsonReader reader_;
  std::vector<std::string> columns_;
  std::map<std::string, std::size_t, std::less<>> places_;  // of the columns
  std::int64_t record_ = 0;
  std::deque<Part> parts_;  // read, not given yet
  Part current_;
  std::string record_text_;
  std::vector<std::string_view> values_;
};

}  // namespace callwidgets::sources
