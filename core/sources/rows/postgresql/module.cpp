// The module's door: only callwidgets-admin loads it, where a telephone system's calls lie in
// PostgreSQL (sources/rows/postgresql_session.h).
#include "build_stamp.h"
#include "sources/rows/postgresql/session.h"

// For whoever loads it, before he calls anything else.
extern "C" const char* callwidgets_build_stamp() { return callwidgets::build_stamp; }

extern "C" callwidgets::database::Session* callwidgets_open_postgresql(
    const callwidgets::database::Address& address) {
  return callwidgets::sources::open_postgresql_session(address).release();
}
