#pragma once
#include <memory>
#include <string>

#include "fcgi/endpoint/source.h"
#include "fcgi/signed/signed_token.h"

namespace callwidgets::web {

// What the program's modules provide (module_file.h says where they are). Each is loaded by the
// first call, because most processes of plain CGI do not need it. Both functions throw
// std::runtime_error where it cannot be loaded, then at each call anew. Safe to call from any
// thread.

// Makes the sources of callwidgets-answers.so, the part that knows databases and time zones.
std::unique_ptr<Sources> load_sources(const settings::Settings& settings);

// The function of callwidgets-signed.so, the part that knows cryptography. Never null.
VerifyToken* load_verify_token();

// A text that identifies the file of callwidgets-answers.so: its size and time. Empty if it is
// missing. Loads nothing.
std::string module_stamp();

}  // namespace callwidgets::web
