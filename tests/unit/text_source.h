#pragma once
#include <algorithm>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "calls/record_reader.h"

namespace callwidgets::calls {

// A text as an input that hands out `chunk` bytes at a time.
class TextSource : public ByteSource {
 public:
  explicit TextSource(std::string text, std::size_t chunk = 1 << 20)
      : text_(std::move(text)), chunk_(chunk) {}

  std::size_t read(char* to, std::size_t room) override {
    const std::size_t count = std::min({room, chunk_, text_.size() - at_});
    std::memcpy(to, text_.data() + at_, count);
    at_ += count;
    return count;
  }

 private:
  std::string text_;
  std::size_t chunk_;
  std::size_t at_ = 0;
};

// A record that outlives its reader.
struct KeptRecord {
  std::int64_t line;
  std::int64_t offset;
  std::int64_t end;  // consumed() behind it
  std::string raw;
  std::array<std::string, field_count> values;
  std::string problem;

  const std::string& operator[](Field field) const {
    return values[static_cast<std::size_t>(field)];
  }
};

inline std::vector<KeptRecord> records_of(const std::string& text, Format format = Format::detect,
                                          std::size_t chunk = 1 << 20) {
  TextSource source{text, chunk};
  const auto reader = read_records(source, format);
  std::vector<KeptRecord> kept;
  Record record;
  while (reader->next(record)) {
    KeptRecord copy{record.line, record.offset, reader->consumed(), std::string{record.raw},
                    {},          record.problem};
    std::copy(record.values.begin(), record.values.end(), copy.values.begin());
    kept.push_back(std::move(copy));
  }
  return kept;
}

// "line:cdr_id" for a good record, "line!raw" for a bad one, with blanks between.
inline std::string summary(const std::vector<KeptRecord>& records) {
  std::string text;
  for (const KeptRecord& record : records) {
    if (!text.empty()) text += ' ';
    text += std::to_string(record.line) +
            (record.problem.empty() ? ":" + record[Field::cdr_id] : "!" + record.raw);
  }
  return text;
}

inline bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != text.npos;
}

}  // namespace callwidgets::calls
