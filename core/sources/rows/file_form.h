#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "calls/input/byte_source.h"
#include "sources/rows/rows.h"

namespace callwidgets::sources {

// What a file of rows holds.
struct FileForm {
  enum class Kind : std::uint8_t {
    detect,  // JSON where it begins with { or [, else CSV
    csv,
    json,
    asterisk_csv,  // Asterisk's Master.csv
  };
  Kind kind = Kind::detect;
  // CSV: the names of its columns, in their order, where no line of it says them. JSON: the names
  // that are wanted, whether or not the first records have them. Master.csv: what the settings of
  // its Asterisk made it write, where that can't be told by shape.
  std::vector<std::string> columns;
};

// The rows of one text.
class FormRows : public Rows {
 public:
  virtual const std::vector<std::string>& columns() const = 0;
  // A column that another text of the same kind has may be missing here: it is empty then.
  virtual bool may_lack_columns() const { return false; }
  // Bytes of the text that the rows so far took up.
  virtual std::int64_t consumed() const = 0;
};

// A reader of the form that `form` says, behind gzip and UTF-16. Memory stays bounded. The source
// is borrowed and must outlive it. Throws calls::InputError, also from next().
std::unique_ptr<FormRows> read_rows(calls::ByteSource& source, const FileForm& form);

}  // namespace callwidgets::sources
