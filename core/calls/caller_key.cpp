#include "calls/caller_key.h"

#include <Poco/HMACEngine.h>
#include <Poco/MD5Engine.h>
#include <Poco/SHA2Engine.h>
#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "files/descriptor.h"
#include "files/write_all.h"

namespace callwidgets::calls {
namespace {

constexpr char hex[] = "0123456789abcdef";

// HMACEngine asks its engine for sizes that SHA2Engine, being several algorithms, doesn't state.
struct Sha256 : Poco::SHA2Engine {
  enum { BLOCK_SIZE = 64, DIGEST_SIZE = 32 };
};

Poco::DigestEngine::Digest hmac(const std::array<char, 32>& key, std::string_view message) {
  Poco::HMACEngine<Sha256> engine{key.data(), key.size()};
  engine.update(message.data(), message.size());
  return engine.digest();
}

CallerKeyError failed(const std::string& path, const std::string& what) {
  return CallerKeyError{"caller key file " + path + ": " + what};
}

CallerKeyError failed_by_system(const std::string& path, const std::string& what) {
  return failed(path, what + ": " + std::generic_category().message(errno));
}

int nibble(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// As many bytes as there are, up to `most`.
std::string read_up_to(int fd, std::size_t most, const std::string& path) {
  std::string text(most, '\0');
  std::size_t held = 0;
  while (held < most) {
    const ssize_t count = ::read(fd, text.data() + held, most - held);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw failed_by_system(path, "cannot be read");
    if (count == 0) break;
    held += static_cast<std::size_t>(count);
  }
  text.resize(held);
  return text;
}

void write_durably(int fd, std::string_view text, const std::string& path) {
  if (!files::write_all(fd, text) || ::fsync(fd) != 0)
    throw failed_by_system(path, "cannot be written");
}

std::string random_key(const std::string& path) {
  std::array<unsigned char, 32> bytes{};
  if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
    throw failed_by_system(path, "no random bytes for a key");
  }
  std::string text;
  for (const unsigned char byte : bytes) text += {hex[byte >> 4], hex[byte & 15]};
  return text + '\n';
}

}  // namespace

CallerKey CallerKey::load(const std::string& path) {
  const files::Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (!file) throw failed_by_system(path, "cannot be opened");
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) throw failed_by_system(path, "cannot be read");
  if (!S_ISREG(status.st_mode)) throw failed(path, "is no regular file");
  if ((status.st_mode & 07177) != 0) {
    const char mode[] = {static_cast<char>('0' + (status.st_mode >> 9 & 7)),
                         static_cast<char>('0' + (status.st_mode >> 6 & 7)),
                         static_cast<char>('0' + (status.st_mode >> 3 & 7)),
                         static_cast<char>('0' + (status.st_mode & 7)), 0};
    throw failed(path, std::string{"has mode "} + mode +
                           ", so that others may read it; allowed: 0600 (chmod 600)");
  }
  const std::string text = read_up_to(file.get(), 66, path);
  const bool sized = text.size() == 64 || (text.size() == 65 && text[64] == '\n');
  Bytes bytes{};
  bool digits = sized;
  for (std::size_t i = 0; digits && i < bytes.size(); ++i) {
    const int high = nibble(text[2 * i]);
    const int low = nibble(text[2 * i + 1]);
    digits = high >= 0 && low >= 0;
    bytes[i] = static_cast<char>(high * 16 + low);
  }
  if (!digits) throw failed(path, "holds no key; allowed: 64 hexadecimal digits and a line end");
  return CallerKey{bytes};
}

bool CallerKey::make(const std::string& path) {
  if (::access(path.c_str(), F_OK) == 0) return false;
  const std::string text = random_key(path);
  std::string draft = path + ".XXXXXX";
  {
    const files::Descriptor file{::mkostemp(draft.data(), O_CLOEXEC)};  // mode 0600
    if (!file) throw failed_by_system(path, "cannot be made");
    try {
      write_durably(file.get(), text, path);
    } catch (...) {
      ::unlink(draft.c_str());
      throw;
    }
  }
  // Unlike a rename, a link never replaces what another process has put there meanwhile.
  const bool linked = ::link(draft.c_str(), path.c_str()) == 0;
  const int why = errno;
  ::unlink(draft.c_str());
  if (!linked && why == EEXIST) return false;
  errno = why;
  if (!linked) throw failed_by_system(path, "cannot be made");
  const std::size_t slash = path.rfind('/');
  const files::Descriptor folder{
      ::open(slash == path.npos ? "." : path.substr(0, slash + 1).c_str(), O_RDONLY | O_CLOEXEC)};
  if (folder) ::fsync(folder.get());  // without this a power cut may take the name away
  return true;
}

std::string CallerKey::fingerprint() const {
  return Poco::DigestEngine::digestToHex(hmac(bytes_, "callwidgets caller key fingerprint"))
      .substr(0, 32);
}

std::int64_t CallerKey::caller(std::string_view md5) const {
  const Poco::DigestEngine::Digest digest = hmac(bytes_, md5);
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 8; ++i) bits = bits << 8 | digest[i];
  return bits == 0 ? 1 : static_cast<std::int64_t>(bits);
}

std::string md5_of(std::string_view number) {
  Poco::MD5Engine engine;
  engine.update(number.data(), number.size());
  return Poco::DigestEngine::digestToHex(engine.digest());
}

}  // namespace callwidgets::calls
