// A document of the project as a test reads it: what stands there is what is run.
#pragma once

#include <string>

namespace callwidgets::test {

// The indented lines behind the line `<!-- test: NAME -->` of that file, without their indent.
// `file` is relative to the project's folder. Throws std::runtime_error where there are none.
std::string document_block(const std::string& file, const std::string& name);

}  // namespace callwidgets::test
