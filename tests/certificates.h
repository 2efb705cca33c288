// Certificates of a test's own, made by openssl.
#pragma once

#include <string>

#include "site.h"

namespace callwidgets::test {

// Two authorities, and a certificate of the first for `host`.
class Certificates {
 public:
  explicit Certificates(const std::string& host);

  std::string authority() const { return folder_ / "authority.pem"; }
  std::string other_authority() const { return folder_ / "other.pem"; }
  std::string certificate() const { return folder_ / "server.pem"; }
  std::string key() const { return folder_ / "server.key"; }

 private:
  void make_authority(const std::string& name) const;

  Folder folder_;
};

}  // namespace callwidgets::test
