#pragma once
#include <optional>
#include <string_view>

#include "fcgi/http/request.h"

namespace callwidgets::web {

// Builds a Request from the fields that the web server passes. Used by one thread.
class RequestFields {
 public:
  // `request` must outlive this.
  explicit RequestFields(Request& request) : request_(request) {}

  // Stores one FastCGI parameter or CGI environment variable. Ignores names that Request has no
  // field for. If a name is repeated, the last value counts, unless Request says otherwise. The
  // bytes of `value` must stay valid until complete().
  void set(std::string_view name, std::string_view value);

  // To be called after the last set(). Replaces an id that does not match [A-Za-z0-9._-]{1,64} with
  // a random one. Takes a missing path from REQUEST_URI and SCRIPT_NAME if these tell it
  // (mount_point.h); if they contradict each other, standard error says so once per process.
  void complete();

 private:
  bool set_claim(std::string_view name, std::string_view value);
  void complete_claims();

  Request& request_;
  std::string_view script_name_, request_uri_;
  std::optional<std::string_view> authorization_, remote_user_;
  std::string_view former_authorization_, former_user_;  // REDIRECT_…
  bool after_error_ = false;
};

}  // namespace callwidgets::web
