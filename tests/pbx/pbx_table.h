// The rows of a telephone system's call table, for a test to put where a source reads them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace callwidgets::test {

class PbxTable {
 public:
  using Row = std::vector<std::string>;

  // Of CSV with a header line. Throws std::runtime_error.
  static PbxTable of_csv(const std::string& text);
  // Of the INSERT statements of a dump, whose columns are named.
  static PbxTable of_dump(const std::string& text);

  PbxTable(std::vector<std::string> columns, std::vector<Row> rows)
      : columns_(std::move(columns)), rows_(std::move(rows)) {}

  const std::vector<std::string>& columns() const { return columns_; }
  std::vector<Row>& rows() { return rows_; }
  const std::vector<Row>& rows() const { return rows_; }
  std::size_t column(const std::string& name) const;  // throws std::runtime_error

  void shuffle(unsigned seed);

  // CSV with a header line.
  std::string csv() const;

  // SQL that makes the table `cdr`, with a key on its first time column and no other.
  std::string create() const;
  // SQL that inserts rows; of a part of them.
  std::string insert(std::size_t from, std::size_t to) const;
  std::string insert() const { return insert(0, rows_.size()); }

 private:
  std::vector<std::string> columns_;
  std::vector<Row> rows_;
};

}  // namespace callwidgets::test
