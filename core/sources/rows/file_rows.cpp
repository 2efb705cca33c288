#include "sources/rows/file_rows.h"

#include <algorithm>
#include <filesystem>

namespace callwidgets::sources {

FileRows::FileRows(std::vector<std::string> paths, FileForm form)
    : paths_(std::move(paths)), form_(std::move(form)) {
  if (paths_.empty()) throw RowsError("no file is given");
  for (const std::string& path : paths_) {
    std::error_code unknown;
    const auto bytes = std::filesystem::file_size(path, unknown);
    if (!unknown) size_ += static_cast<std::int64_t>(bytes);
  }
  while (columns_.empty() && open_next()) columns_ = rows_->columns();
}

FileRows::~FileRows() = default;

std::int64_t FileRows::position() const { return passed_ + (source_ ? source_->position() : 0); }

bool FileRows::open_next() {
  if (source_) passed_ += source_->position();
  rows_.reset();
  source_.reset();
  if (opened_ == paths_.size()) return false;
  file_ = opened_++;
  try {
    source_ = std::make_unique<calls::FileSource>(file());
    rows_ = read_rows(*source_, form_);
  } catch (const calls::InputError& error) {
    throw RowsError(file() + ": " + error.what());
  }
  match_columns();
  return true;
}

void FileRows::match_columns() {
  places_.clear();
  const auto& found = rows_->columns();
  if (columns_.empty() || found.empty() || found == columns_) return;
  for (const std::string& name : columns_) {
    const auto at = std::find(found.begin(), found.end(), name);
    if (at == found.end() && !rows_->may_lack_columns()) {
      std::string there;
      for (const std::string& one : found) there += (there.empty() ? "" : ", ") + one;
      throw RowsError(file() + ": it has no column " + name + ", which " + paths_.front() +
                      " has; there are: " + there);
    }
    places_.push_back(static_cast<std::size_t>(at - found.begin()));
  }
}

bool FileRows::next(Row& row) {
  while (rows_) {
    try {
      if (rows_->next(row)) break;
    } catch (const calls::InputError& error) {
      throw RowsError(file() + ": " + error.what());
    }
    if (!open_next()) return false;
  }
  if (!rows_) return false;
  if (places_.empty() || !row.problem.empty()) return true;
  values_.clear();
  for (const std::size_t place : places_)
    values_.push_back(place < row.values.size() ? row.values[place] : std::string_view{});
  row.values = values_;
  return true;
}

}  // namespace callwidgets::sources
