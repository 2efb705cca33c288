#include "identity/random.h"

#include <sys/random.h>

#include <cerrno>
#include <system_error>

namespace callwidgets::identity {

std::string random_bytes(std::size_t size) {
  std::string bytes(size, '\0');
  for (std::size_t got = 0; got < size;) {
    const ssize_t more = getrandom(bytes.data() + got, size - got, 0);
    if (more < 0 && errno == EINTR) continue;
    if (more < 0) throw std::system_error(errno, std::generic_category(), "random bytes");
    got += static_cast<std::size_t>(more);
  }
  return bytes;
}

std::string random_characters(std::size_t size) {
  // A byte has 256 values: those beyond the last whole round of 62 would favour some characters.
  constexpr unsigned digits = 62, whole_rounds = 256 / digits * digits;
  std::string characters;
  while (characters.size() < size) {
    for (const char byte : random_bytes(size - characters.size())) {
      const auto value = static_cast<unsigned char>(byte);
      if (value < whole_rounds) characters += base62[value % digits];
    }
  }
  return characters;
}

}  // namespace callwidgets::identity
