#pragma once
#include <string>
#include <vector>

#include "fcgi/http/request.h"
#include "fcgi/http/response.h"
#include "fcgi/transport/handler.h"

namespace callwidgets::web {

// Was this process started as a plain CGI program: a request in its environment, and no listening
// socket as descriptor 0?
bool serves_cgi();

// In CGI a query without `=` arrives as arguments (RFC 3875, 4.4), so whoever asks can write some.
// Whether these were written by a script that the web server calls: they begin with an option that
// the query does not spell.
bool arguments_are_the_starters(const std::vector<std::string>& arguments);

// The request in the process's environment.
Request cgi_request();

// Writes the whole answer to `fd`, blocking or not, however little it takes at a time. False: the
// reader has gone. SIGPIPE must be ignored.
bool write_cgi(int fd, const Response& response);

// The whole life of a CGI process: one request, answered on standard output. A body is read and
// dropped first: as long as CONTENT_LENGTH says, without it to the end of the input or to 16 MiB,
// and for 30 seconds at most. Asks for a worker only where the answer can't be had at once. False:
// the reader has gone.
bool answer_cgi(Handler& handler);

}  // namespace callwidgets::web
