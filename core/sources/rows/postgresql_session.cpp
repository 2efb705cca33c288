#include "sources/rows/postgresql_session.h"

#include <string>

#include "module/module_file.h"
#include "sources/rows/rows_error.h"

namespace callwidgets::sources {
namespace {

using Open = database::Session*(const database::Address&);

Open* load() {
  try {
    return reinterpret_cast<Open*>(
        module::function_of("callwidgets-postgresql", "callwidgets_open_postgresql"));
  } catch (const std::runtime_error& error) {
    const std::string why = error.what();
    const bool connector = why.find("libPocoDataPostgreSQL") != why.npos;
    const bool client = why.find("libpq") != why.npos;
    if (!connector && !client) throw RowsError("PostgreSQL can't be read: " + why);
    throw RowsError("PostgreSQL can't be read: Debian's package " +
                    std::string{connector ? "libpocodatapostgresql80" : "libpq5"} +
                    " is missing; install it (" + why + ")");
  }
}

}  // namespace

std::unique_ptr<database::Session> open_postgresql(const database::Address& address) {
  static Open* const open = load();
  return std::unique_ptr<database::Session>{open(address)};
}

}  // namespace callwidgets::sources
