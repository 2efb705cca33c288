#pragma once

namespace callwidgets::files {

// What this process makes from here on, its owner may read and write, his group may read, and
// nobody else may: databases, caches and logs hold customers' figures. Before threads begin.
void keep_files_private();

}  // namespace callwidgets::files
