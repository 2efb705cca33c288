#include "cli/public_key.h"

#include <Poco/Base64Decoder.h>
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <iterator>
#include <sstream>
#include <string_view>
#include <system_error>

#include "cli/command_line.h"
#include "files/descriptor.h"

namespace callwidgets::admin {
namespace {

constexpr std::size_t most_bytes = 4096;
constexpr std::string_view begin_mark = "-----BEGIN PUBLIC KEY-----";
constexpr std::string_view end_mark = "-----END PUBLIC KEY-----";

std::string read(const std::string& file, const std::string& name) {
  const files::Descriptor opened{file == "-" ? ::dup(STDIN_FILENO)
                                             : ::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
  std::string text(most_bytes + 1, '\0');
  std::size_t got = 0;
  while (got < text.size()) {
    const ssize_t more = opened ? ::read(opened.get(), &text[got], text.size() - got) : -1;
    if (more == 0) break;
    if (more > 0) {
      got += static_cast<std::size_t>(more);
    } else if (!opened || errno != EINTR) {
      throw Usage{name + " cannot be read: " + std::generic_category().message(errno)};
    }
  }
  text.resize(got);
  return text;
}

bool is_base64(std::string_view text) {
  constexpr std::string_view signs =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n";
  return !text.empty() && text.find_first_not_of(signs) == text.npos;
}

// The key's DER, which begins with what kind of key it is.
std::string decoded(std::string_view base64) {
  std::istringstream in{std::string{base64}};
  Poco::Base64Decoder decoder{in};
  return {std::istreambuf_iterator<char>{decoder}, {}};
}

}  // namespace

std::string read_public_key(const std::string& file) {
  const std::string name =
      "--public-key: " + (file == "-" ? std::string{"standard input"} : "'" + file + "'");
  constexpr const char* allowed =
      "; allowed: a public key in PEM, of at most 4 kB, of the curve P-256, such as openssl pkey "
      "-in KEY -pubout writes";
  const auto refused = [&](const std::string& found) {
    return Usage{name + " " + found + allowed};
  };
  const std::string text = read(file, name);
  if (text.find("PRIVATE KEY-----") != text.npos)
    throw refused("is a private key, which stays with whoever signs");
  if (text.size() > most_bytes) throw refused("has more than 4 kB");
  if (text.find("-----BEGIN CERTIFICATE-----") != text.npos) throw refused("is a certificate");
  const auto begin = text.find(begin_mark), end = text.find(end_mark);
  if (begin == text.npos || end == text.npos || end < begin) throw refused("holds no public key");
  if (text.find(begin_mark, begin + 1) != text.npos) throw refused("holds several public keys");
  const auto body = begin + begin_mark.size();
  const auto base64 = std::string_view{text}.substr(body, end - body);
  if (!is_base64(base64)) throw refused("holds a damaged public key");
  constexpr std::string_view p256 = "\x2A\x86\x48\xCE\x3D\x03\x01\x07";  // its object identifier
  if (decoded(base64).find(p256) == std::string::npos)
    throw refused("holds a public key of another kind");
  return text.substr(begin, end + end_mark.size() - begin) + '\n';
}

}  // namespace callwidgets::admin
