#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <vector>

namespace callwidgets::figures {

// The few numbers of a row, in place: there may be thousands of rows.
class Numbers {
 public:
  Numbers() = default;
  Numbers(std::initializer_list<std::int64_t> numbers) {
    for (const std::int64_t number : numbers) push_back(number);
  }
  // Throw std::out_of_range.
  void push_back(std::int64_t number) { numbers_.at(size_++) = number; }
  std::int64_t at(std::size_t place) const {
    if (place >= size_) throw std::out_of_range("a row has fewer numbers");
    return numbers_[place];
  }

 private:
  std::array<std::int64_t, 8> numbers_{};
  std::size_t size_ = 0;
};

// What a widget is drawn from: rows of counts, named where the row is somebody or something.
struct Row {
  std::string name;  // empty where the row has none
  Numbers numbers;
};
using Series = std::vector<Row>;

}  // namespace callwidgets::figures
