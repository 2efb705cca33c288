#pragma once

namespace callwidgets::web {

// Freed memory stays with the process, some megabytes of it, to be used again. As the C library is
// by itself, an answer about ten years of days spent two thirds of its time on pages that the one
// before had just given back. For the whole process, before its first thread.
void keep_freed_memory() noexcept;

}  // namespace callwidgets::web
