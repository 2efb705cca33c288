#pragma once
#include <memory>

#include "database/session.h"

namespace callwidgets::database {

// An embedded SQLite file, in WAL mode, so that readers never wait for an import. A reader changes
// nothing in it.
std::unique_ptr<Session> open_sqlite_reader(const Address& address, Wire* wire,
                                            LockPatience patience);
// Another program's file: text is bound as text, as that program stores it.
std::unique_ptr<Session> open_sqlite_foreign(const Address& address);
std::unique_ptr<Session> open_sqlite_writer(const Address& address, Absent absent,
                                            LockPatience patience);

}  // namespace callwidgets::database
