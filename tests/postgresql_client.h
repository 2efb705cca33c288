// SQL on the private PostgreSQL, by psql.
#pragma once

#include <string>

namespace callwidgets::test {

// `url` is a database's address as a setting. Gives the rows, a line each, bars between the values.
// Throws std::runtime_error with what the server says where it refuses one.
std::string postgresql(const std::string& url, const std::string& statements);

// The address of a new, empty database on the server of CALLWIDGETS_TEST_SERVERS, for its
// administrator. Gone with the server.
std::string fresh_postgresql();

// The same database for a user who may only read it, what is made later too.
std::string reading_postgresql(const std::string& url);

}  // namespace callwidgets::test
