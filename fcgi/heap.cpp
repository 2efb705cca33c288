#include "fcgi/heap.h"

#include <malloc.h>

namespace callwidgets::web {

void keep_freed_memory() noexcept {
  constexpr int mebibyte = 1024 * 1024;
  // Setting one of them ends what glibc adapts by itself, which is the other one.
  mallopt(M_MMAP_THRESHOLD, 4 * mebibyte);
  mallopt(M_TRIM_THRESHOLD, 8 * mebibyte);
}

}  // namespace callwidgets::web
