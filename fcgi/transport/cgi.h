#pragma once
#include <string>
#include <vector>

#include "fcgi/http/request.h"
#include "fcgi/http/response.h"
#include "fcgi/transport/handler.h"

namespace callwidgets::web {

// True if this process was started as a plain CGI program: its environment holds a request, and
// descriptor 0 is no listening socket.
bool serves_cgi();

// In CGI a query without `=` arrives as arguments (RFC 3875, 4.4), so clients can write arguments.
// True if the arguments come from a script that the web server calls: they begin with an option,
// and the query does not spell it.
bool arguments_are_the_starters(const std::vector<std::string>& arguments);

// The request in the process's environment.
Request cgi_request();

// Writes the whole answer to `fd`, blocking or not, in as many pieces as needed. Returns false if
// the reader is gone. SIGPIPE must be ignored.
bool write_cgi(int fd, const Response& response);

// Answers the request of a CGI process on standard output. First reads and drops the body: as many
// bytes as CONTENT_LENGTH says, otherwise to the end of the input or to 16 MiB, for at most 30
// seconds. Asks the handler for a worker only if it has no answer at once. Returns false if the
// reader is gone.
bool answer_cgi(Handler& handler);

}  // namespace callwidgets::web
