#pragma once
#include <Poco/Data/Session.h>
#include <mysql.h>

#include <memory>

namespace callwidgets::database {

struct CloseServer {
  void operator()(MYSQL* handle) const { mysql_close(handle); }
};
using ServerHandle = std::unique_ptr<MYSQL, CloseServer>;

// A Poco::Data session over a connection that is made already: Poco 1.11's own can be told neither
// of TLS nor of a socket. Statements go through Poco's MySQL connector as ever.
Poco::Data::Session poco_session(ServerHandle connection);

}  // namespace callwidgets::database
