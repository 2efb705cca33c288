#pragma once
#include <Poco/Data/Session.h>
#include <mysql.h>

#include <memory>

namespace callwidgets::database {

struct CloseServer {
  void operator()(MYSQL* handle) const { mysql_close(handle); }
};
using ServerHandle = std::unique_ptr<MYSQL, CloseServer>;

// A Poco::Data session that uses an existing connection, which it takes over. (The sessions of Poco
// 1.11 have no options for TLS or a unix socket.) Statements go through Poco's MySQL connector.
Poco::Data::Session poco_session(ServerHandle connection);

}  // namespace callwidgets::database
