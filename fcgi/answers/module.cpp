// The module's one door: it is loaded when the database is needed (fcgi/module.cpp), for a process
// of plain CGI mostly doesn't need it.
#include "build_stamp.h"
#include "fcgi/answers/database_source.h"

// For whoever loads it, before he calls anything else.
extern "C" const char* callwidgets_build_stamp() { return callwidgets::build_stamp; }

extern "C" callwidgets::web::Sources* callwidgets_make_sources(
    const callwidgets::settings::Settings& settings) {
  return new callwidgets::web::DatabaseSources(settings);
}
