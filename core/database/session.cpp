#include "database/session.h"

#include <chrono>
#include <thread>

#include "database/connector.h"
#include "database/mysql.h"
#include "database/sqlite.h"

namespace callwidgets::database {

std::unique_ptr<Session> open_reader(const Address& address) {
  return address.kind == Address::Kind::sqlite ? open_sqlite(address) : open_mysql(address);
}

std::unique_ptr<Session> open_writer(const Address& address) {
  return address.kind == Address::Kind::sqlite ? open_sqlite(address) : open_connector(address);
}

void in_transaction(Session& session, const std::function<void()>& body) {
  for (int attempt = 1;; ++attempt) {
    try {
      session.begin();
      body();
      session.commit();
      return;
    } catch (const Error& error) {
      session.rollback();
      if (error.kind() != Error::Kind::conflict || attempt == 20) throw;
    } catch (...) {
      session.rollback();
      throw;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{10 * attempt});
  }
}

}  // namespace callwidgets::database
