// A case, sent through one way to the program.
#pragma once

#include <string>

#include "case_file.h"
#include "transports.h"

namespace callwidgets::test {

// The case's request as it goes out, once the ETag of its plain GET is known.
Request filled_in(const Case& test, const std::string& etag, long today);

// Empty where the answer is what the case wants (or the refusal that it expects of this transport),
// else what differs.
std::string try_case(const Case& test, const Transport& transport, long today);

}  // namespace callwidgets::test
