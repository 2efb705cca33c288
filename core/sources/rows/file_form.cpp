#include "sources/rows/file_form.h"

#include "calls/input/decoded_source.h"
#include "calls/input/text_start.h"
#include "sources/rows/csv_rows.h"
#include "sources/rows/json_rows.h"
#include "sources/rows/master_csv.h"

namespace callwidgets::sources {
namespace {

// A reader with the source that it reads from.
class DecodedRows : public FormRows {
 public:
  DecodedRows(calls::ByteSource& source, const FileForm& form)
      : source_(source), rows_(made(source_, form)) {}

  const std::vector<std::string>& columns() const override { return rows_->columns(); }
  std::int64_t consumed() const override { return rows_->consumed(); }
  bool may_lack_columns() const override { return rows_->may_lack_columns(); }
  bool next(Row& row) override { return rows_->next(row); }

 private:
  static std::unique_ptr<FormRows> made(calls::ByteSource& source, const FileForm& form) {
    calls::Window window{source};
    calls::find_text_start(window);
    try {
      window.want(5);
    } catch (const calls::InputError&) {
      // It comes again behind what can be read.
    }
    const bool json = form.kind == FileForm::Kind::json ||
                      (form.kind == FileForm::Kind::detect && !window.bytes().empty() &&
                       calls::begins_json(window.bytes()));
    if (form.kind == FileForm::Kind::asterisk_csv)
      return std::make_unique<MasterCsv>(std::move(window), form.columns);
    if (json) return std::make_unique<JsonRows>(std::move(window), form.columns);
    return std::make_unique<CsvRows>(std::move(window), form.columns);
  }

  calls::DecodedSource source_;
  std::unique_ptr<FormRows> rows_;
};

}  // namespace

std::unique_ptr<FormRows> read_rows(calls::ByteSource& source, const FileForm& form) {
  return std::make_unique<DecodedRows>(source, form);
}

}  // namespace callwidgets::sources
