#pragma once
#include <memory>
#include <string>
#include <vector>

#include "sources/rows/file_form.h"
#include "sources/rows/rows.h"
#include "sources/rows/rows_error.h"

namespace callwidgets::sources {

// The rows of files, one file after another: a log and those that it was rotated to, say. Each may
// be gzip or UTF-16. A bad row costs only itself: one with another number of fields, an open quote,
// bytes that are no UTF-8, more than 64 KiB; its `problem` says what was found and what is allowed.
// Rows are numbered by their line. Every function throws RowsError, naming the file.
class FileRows : public Rows {
 public:
  // Opens the first file that has rows.
  explicit FileRows(std::vector<std::string> paths, FileForm form = {});
  ~FileRows() override;

  // The first file's. Later ones must have them too, but for JSON, in any order; what else they
  // have is left out.
  // None where no file has rows.
  const std::vector<std::string>& columns() const { return columns_; }
  bool next(Row& row) override;

  // Of the last row.
  const std::string& file() const { return paths_[file_]; }
  // For progress: bytes on the disk that were read so far, and all that there are; 0 where a file's
  // size isn't known.
  std::int64_t position() const;
  std::int64_t size() const { return size_; }

 private:
  bool open_next();
  void match_columns();

  std::vector<std::string> paths_;
  FileForm form_;
  std::vector<std::string> columns_;
  std::size_t file_ = 0;
  std::size_t opened_ = 0;  // how many were
  std::int64_t passed_ = 0, size_ = 0;
  std::unique_ptr<calls::FileSource> source_;
  std::unique_ptr<FormRows> rows_;
  std::vector<std::size_t> places_;  // of the columns in the file; empty: the same
  std::vector<std::string_view> values_;
};

}  // namespace callwidgets::sources
