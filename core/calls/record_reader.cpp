#include "calls/record_reader.h"

#include "calls/csv_reader.h"
#include "calls/input/decoded_source.h"
#include "calls/input/text_start.h"
#include "calls/input/window.h"
#include "calls/json_reader.h"

namespace callwidgets::calls {
namespace {

// A reader with the source that it reads from.
class DecodedReader : public RecordReader {
 public:
  DecodedReader(std::unique_ptr<DecodedSource> source, std::unique_ptr<RecordReader> reader)
      : source_(std::move(source)), reader_(std::move(reader)) {}
  bool next(Record& record) override { return reader_->next(record); }
  std::int64_t consumed() const override { return reader_->consumed(); }

 private:
  std::unique_ptr<DecodedSource> source_;
  std::unique_ptr<RecordReader> reader_;
};

std::unique_ptr<RecordReader> reader_of(ByteSource& source, Format format, PageSeen seen) {
  Window window{source};
  if (!find_text_start(window) && format == Format::detect) {
    throw InputError{std::string{"nothing is in it; expected "} + expected_input};
  }
  window.want(5);
  const bool json =
      format == Format::json || (format == Format::detect && begins_json(window.bytes()));
  if (json) return std::make_unique<JsonReader>(std::move(window), std::move(seen));
  return std::make_unique<CsvReader>(std::move(window));
}

}  // namespace

std::unique_ptr<RecordReader> read_records(ByteSource& source, Format format, PageSeen seen) {
  auto decoded = std::make_unique<DecodedSource>(source);
  auto reader = reader_of(*decoded, format, std::move(seen));
  return std::make_unique<DecodedReader>(std::move(decoded), std::move(reader));
}

}  // namespace callwidgets::calls
