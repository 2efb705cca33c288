#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace callwidgets::figures {

// A Bloom filter of ids: says surely of an id that it was never added, and of few more than those
// that were that they may have been. Eight bits an id make that one in fifty.
class SeenIds {
 public:
  // `memory` in bytes, all of it taken at once.
  explicit SeenIds(std::size_t memory);

  void add(std::string_view id);
  bool maybe(std::string_view id) const;

 private:
  using Block = std::array<std::uint64_t, 8>;  // a cache line, which holds all bits of an id

  std::size_t block_of(std::uint64_t hash) const;

  std::vector<Block> blocks_;
};

}  // namespace callwidgets::figures
