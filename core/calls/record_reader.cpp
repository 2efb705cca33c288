#include "calls/record_reader.h"

#include <algorithm>

#include "calls/csv_reader.h"
#include "calls/input/decoded_source.h"
#include "calls/input/window.h"
#include "calls/json_reader.h"

namespace callwidgets::calls {
namespace {

// Past a byte order mark and blank lines; false where nothing else is there.
bool find_start(Window& window) {
  window.want(3);
  if (window.bytes().starts_with("\xEF\xBB\xBF")) window.advance(3);
  for (;;) {
    const std::string_view bytes = window.bytes();
    const std::size_t begin = std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size());
    if (begin < bytes.size()) {
      // White space before a CSV header's first name belongs to that name.
      const std::size_t line_end = begin == 0 ? bytes.npos : bytes.find_last_of("\r\n", begin - 1);
      const bool json = bytes[begin] == '{' || bytes[begin] == '[';
      window.advance(json ? begin : line_end == bytes.npos ? 0 : line_end + 1);
      return true;
    }
    window.advance(bytes.size() == Window::capacity ? bytes.size()
                                                    : bytes.find_last_of("\r\n") + 1);
    if (!window.want_more() && window.ended()) {
      window.advance(window.bytes().size());
      return false;
    }
  }
}

// What of these is RTF, or UTF-16 without a mark, is no JSON for all its first byte.
bool begins_json(std::string_view bytes) {
  const bool opens = bytes[0] == '{' || bytes[0] == '[';
  return opens && !bytes.starts_with("{\\rtf") && bytes.substr(1, 1) != std::string_view{"\0", 1};
}

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
  if (!find_start(window) && format == Format::detect) {
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
