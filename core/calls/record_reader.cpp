#include "calls/record_reader.h"

#include <algorithm>

#include "calls/csv_reader.h"
#include "calls/json_reader.h"
#include "calls/window.h"

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
      const std::size_t line_end = begin == 0 ? bytes.npos : bytes.rfind('\n', begin - 1);
      const bool json = bytes[begin] == '{' || bytes[begin] == '[';
      window.advance(json ? begin : line_end == bytes.npos ? 0 : line_end + 1);
      return true;
    }
    window.advance(bytes.size() == Window::capacity ? bytes.size() : bytes.rfind('\n') + 1);
    if (!window.want_more() && window.ended()) {
      window.advance(window.bytes().size());
      return false;
    }
  }
}

}  // namespace

std::unique_ptr<RecordReader> read_records(ByteSource& source, Format format) {
  Window window{source};
  if (!find_start(window) && format == Format::detect) {
    throw InputError{std::string{"nothing is in it; expected "} + expected_input};
  }
  const bool json =
      format == Format::json ||
      (format == Format::detect && (window.bytes()[0] == '{' || window.bytes()[0] == '['));
  if (json) return std::make_unique<JsonReader>(std::move(window));
  return std::make_unique<CsvReader>(std::move(window));
}

}  // namespace callwidgets::calls
