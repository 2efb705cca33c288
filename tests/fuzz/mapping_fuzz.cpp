// For libFuzzer: any text is a source's file with a mistake that names its line, or one that makes
// legs, or problems in words, of fixed rows.
#include <cstdint>
#include <cstdlib>

#include "sources/mapping/mapping.h"

using namespace callwidgets::sources;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::vector<std::string> columns{"calldate", "src",      "dst",     "channel",
                                                "lastapp",  "uniqueid", "Any Name"};
  static const std::vector<std::vector<std::string_view>> rows{
      {"2026-10-25 02:30:00", "01632960207", "vmu104", "SIP/telco-0a", "Dial", "1792891800.1", "5"},
      {"2026-03-29 02:30:00", "", "*97", "Local/101@x;1", "Queue", "pbx1-1774747800.7", "1:30"},
      {"0000-00-00 00:00:00", "NULL", "\\N", "\xC3\xBC\xE2\x82\xAC", "-9", "9999999999", ""},
      {}};
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto kinds = [](const std::string& name) -> std::optional<std::string> {
    if (name == "a") return "kind = b\nlist own = x, y*\nlet n = epoch_of(uniqueid)\n";
    if (name == "b")
      return "zone = Europe/Berlin\nstart = time(calldate, \"iso\", local, n)\nlet n = 1";
    return std::nullopt;
  };
  try {
    const SourceFile source{"my.source", text, kinds};
    const Mapping mapping{source, columns};
    Leg leg;
    for (const auto& values : rows) {
      std::string problem;
      Row row;
      row.values = values;
      if (mapping.read(row, leg, problem) != problem.empty()) std::abort();
    }
  } catch (const MappingError& error) {
    if (std::string_view{error.what()}.find(".source:") == std::string_view::npos) std::abort();
  }
  return 0;
}
