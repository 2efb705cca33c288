#pragma once
#include <deque>
#include <string>
#include <vector>

#include "sources/rows/csv_records.h"
#include "sources/rows/file_form.h"

namespace callwidgets::sources {

// Asterisk's Master.csv: no header, 16 columns in cdr_csv's order; `loguniqueid` and `loguserfield`
// add one each, `newcdrcolumns` three. Rows may differ, since these settings may have changed. The
// columns are always all 21, empty where a row has them not.
class MasterCsv : public FormRows {
 public:
  // `given` are the names that a row has: rows of another width are bad. Without them the 17th
  // field of rows with 17 or 20 is a uniqueid where most of the first 100 such rows have one, else
  // a userfield. Throws calls::InputError where `given` isn't what Asterisk can write.
  MasterCsv(calls::Window window, const std::vector<std::string>& given);

  const std::vector<std::string>& columns() const override;
  std::int64_t consumed() const override { return records_.consumed(); }
  bool next(Row& row) override;

  // `1795878815.8`, or with the system's name before it: `pbx1-1795878815.8`.
  static bool is_unique_id(std::string_view text);

 private:
  struct Held {
    std::int64_t number = 0;
    std::string raw, problem;
    std::vector<std::string> fields;
  };
  bool read(Row& row);
  void look_ahead();
  void lay_out(Row& row, std::size_t width);

  CsvRecords records_;
  std::size_t width_ = 0;      // of each row; 0: from 16 to 21
  bool has_unique_id_ = true;  // the 17th of 17 or 20
  std::deque<Held> held_;      // looked at before, not given yet
  Held current_;
  std::vector<std::string_view> fields_, values_;
};

}  // namespace callwidgets::sources
