// The module's one door: it is loaded when the database is needed (fcgi/module.cpp), for a process
// of plain CGI mostly doesn't need it.
#include "fcgi/answers/database_source.h"

extern "C" callwidgets::web::Sources* callwidgets_make_sources(
    const callwidgets::settings::Settings& settings) {
  return new callwidgets::web::DatabaseSources(settings);
}
