#pragma once
#include <array>
#include <bitset>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "sources/mapping/node.h"
#include "sources/rows/rows.h"

namespace callwidgets::sources {

// What one row's expressions share: its values, the named ones that were worked out, and the memory
// of texts that had to be made.
class Evaluation {
 public:
  static constexpr std::size_t most_names = 100;
  static constexpr std::size_t longest_value = 64 << 10;

  Evaluation(const Row& row, std::span<const NodePointer> named) : row_(row), named_(named) {}

  // Empty beyond the row's last column; so are the words NULL and \N.
  std::string_view column(std::size_t number) const {
    if (number >= row_.values.size()) return {};
    const std::string_view text = row_.values[number];
    if ((text.size() == 4 && text == "NULL") || (text.size() == 2 && text == "\\N")) return {};
    return text;
  }

  // Of a name that let gives; worked out once.
  std::string_view named(std::size_t number);

  // Room for a text of that size. Throws ValueProblem where it is longer than a value may be, or
  // where the row has made too many.
  char* room(std::size_t size);

 private:
  const Row& row_;
  std::span<const NodePointer> named_;
  std::array<std::string_view, most_names> values_;
  std::bitset<most_names> known_;
  std::size_t used_ = 0;
  std::size_t made_ = 0;
  std::vector<std::unique_ptr<char[]>> more_;
  char first_[1024];  // enough for nearly all rows
};

}  // namespace callwidgets::sources
