#include "files/privacy.h"

#include <sys/stat.h>

namespace callwidgets::files {

void keep_files_private() { umask(umask(0077) | 0027); }

}  // namespace callwidgets::files
