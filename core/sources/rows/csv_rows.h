#pragma once
#include <string>
#include <vector>

#include "sources/rows/csv_records.h"
#include "sources/rows/file_form.h"

namespace callwidgets::sources {

// CSV whose first line names the columns, or whose columns are given. The words NULL and \N without
// quotes are an empty value. A name that comes twice gets _2, an empty one is column_3, say.
class CsvRows : public FormRows {
 public:
  // Throws calls::InputError where the header can't be read.
  CsvRows(calls::Window window, std::vector<std::string> columns);

  const std::vector<std::string>& columns() const override { return columns_; }
  std::int64_t consumed() const override { return records_.consumed(); }
  bool next(Row& row) override;

 private:
  void read_header();

  CsvRecords records_;
  std::vector<std::string> columns_;
  std::string why_;
  std::vector<std::string_view> values_;
};

}  // namespace callwidgets::sources
