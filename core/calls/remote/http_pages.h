#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "calls/input/byte_source.h"
#include "calls/remote/login.h"
#include "calls/remote/remote_error.h"

namespace callwidgets::calls {

// The pages of a resource, fetched by HTTP or HTTPS, a connection each. Certificates are checked
// against the system's. Redirects are not followed: a login belongs to one server. Not for use by
// two threads.
class HttpPages {
 public:
  // The number of a page is put into the query of `url` as `page`. Throws RemoteError where that is
  // no such address, or has a login in it.
  HttpPages(const std::string& url, Authentication authentication, Login login);
  ~HttpPages();

  // The address without its query, as messages may show it.
  const std::string& name() const;

  // Asks for a page, from 0, and has its body read. Throws RemoteError, and what `read_body`
  // throws.
  void get(std::int64_t page, const std::function<void(ByteSource&)>& read_body);

 private:
  struct Client;
  std::unique_ptr<Client> client_;
};

}  // namespace callwidgets::calls
