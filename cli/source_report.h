#pragma once
#include "sources/source.h"
#include "sources/survey.h"

namespace callwidgets::admin {

// What was understood of a source's last rows, on standard output.
void print(const sources::Source& source, const sources::Survey& survey);

}  // namespace callwidgets::admin
