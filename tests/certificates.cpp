#include "certificates.h"

#include <fstream>
#include <stdexcept>
#include <vector>

#include "process.h"

namespace callwidgets::test {
namespace {

void openssl(std::vector<std::string> words) {
  words.insert(words.begin(), "openssl");
  const Finished done = run(words);
  if (done.status != 0) throw std::runtime_error("openssl: " + done.err);
}

}  // namespace

Certificates::Certificates(const std::string& host) {
  make_authority("authority");
  make_authority("other");
  std::ofstream{folder_ / "names"} << "subjectAltName=DNS:" << host << "\n";
  openssl({"req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=" + host, "-keyout", key(), "-out",
           folder_ / "request"});
  openssl({"x509", "-req", "-in", folder_ / "request", "-CA", authority(), "-CAkey",
           folder_ / "authority.key", "-CAcreateserial", "-days", "30", "-extfile",
           folder_ / "names", "-out", certificate()});
}

void Certificates::make_authority(const std::string& name) const {
  openssl({"req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=" + name,
           "-keyout", folder_ / (name + ".key"), "-out", folder_ / (name + ".pem")});
}

}  // namespace callwidgets::test
