// The module's one door: it is loaded when a signed token comes (fcgi/endpoint/module.cpp), for
// most requests have none, and the crypto library takes longer to load than an answer takes.
#include "build_stamp.h"
#include "fcgi/signed/verifying/verify_token.h"

// For whoever loads it, before he calls anything else.
extern "C" const char* callwidgets_build_stamp() { return callwidgets::build_stamp; }

extern "C" callwidgets::web::VerifyToken* callwidgets_verify_token() {
  return callwidgets::web::verify_token;
}
