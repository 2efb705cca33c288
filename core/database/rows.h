#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace callwidgets::database {

// What a query returned, by columns in the order of its `-- returns:` line. A NULL reads as 0 or as
// empty bytes. Views into the session: valid until the same statement runs again on it.
struct Column {
  std::vector<std::int64_t> integers;   // filled for `integer`
  std::vector<std::string_view> bytes;  // filled for `bytes` and `blob`
};

class Rows {
 public:
  Rows(std::size_t size, const std::vector<Column>& columns) : size_(size), columns_(&columns) {}
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  std::size_t columns() const { return columns_->size(); }
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
