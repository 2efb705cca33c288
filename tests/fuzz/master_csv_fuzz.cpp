// For libFuzzer: any file gives the same rows whatever pieces it is read in, as Master.csv, as CSV
// and as JSON, none longer than a record may be, and every good one as wide as the columns.
#include <cstdlib>

#include "../unit/text_source.h"
#include "calls/input/window.h"
#include "sources/rows/file_form.h"

using namespace callwidgets;
using sources::FileForm;

namespace {

std::string told(const std::string& text, FileForm::Kind kind, std::size_t chunk) {
  std::string all;
  calls::TextSource source{text, chunk};
  try {
    const auto rows = sources::read_rows(source, {kind, {}});
    const std::size_t width = rows->columns().size();
    sources::Row row;
    while (rows->next(row)) {
      if (row.raw.size() > calls::longest_record) std::abort();
      if (row.problem.empty() && row.values.size() != width) std::abort();
      all += std::to_string(row.number) + ' ' + row.problem + '\n' + std::string{row.raw} + '\n';
      if (!row.problem.empty()) continue;
      for (const std::string_view value : row.values) all += std::string{value} + '\0';
    }
  } catch (const calls::InputError& error) {
    all += error.what();
  }
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  for (const auto kind : {FileForm::Kind::asterisk_csv, FileForm::Kind::detect})
    if (told(text, kind, 1 << 20) != told(text, kind, 1)) std::abort();
  return 0;
}
