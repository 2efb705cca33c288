#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace callwidgets::database {

// One column of a result. NULL is read as 0 or as empty bytes.
struct Column {
  std::vector<std::int64_t> integers;   // filled for `integer`
  std::vector<std::string_view> bytes;  // filled for `bytes` and `blob`
};

// The result of a query: rows, and columns in the order of the query's `-- returns:` line. It is a
// view into the session, valid until the same statement runs again in that session.
class Rows {
 public:
  Rows(std::size_t size, const std::vector<Column>& columns) : size_(size), columns_(&columns) {}
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  std::size_t columns() const { return columns_->size(); }
  // True if `column` is an `integer` column; integer() is for those, bytes() for the others.
  bool holds_integers(std::size_t column) const {
    return (*columns_)[column].integers.size() == size_;
  }
  std::int64_t integer(std::size_t row, std::size_t column) const {
    return (*columns_)[column].integers[row];
  }
  std::string_view bytes(std::size_t row, std::size_t column) const {
    return (*columns_)[column].bytes[row];
  }

 private:
  std::size_t size_;
  const std::vector<Column>* columns_;
};

}  // namespace callwidgets::database
