#include "identity/credential.h"

#include <algorithm>
#include <functional>
#include <type_traits>
#include <utility>

// A version, then the fields in the order of the struct: integers with the lowest byte first, a
// string after its size in 32 bits, the customers after a byte that says whether they are listed
// and their number in 32 bits.
namespace callwidgets::identity {
namespace {

constexpr std::uint8_t version = 1;

class Writer {
 public:
  template <class Integer>
  void put(Integer value) {
    auto rest = static_cast<std::make_unsigned_t<Integer>>(value);
    for (std::size_t byte = 0; byte < sizeof rest; ++byte) {
      bytes_ += static_cast<char>(rest & 0xFF);
      rest = static_cast<decltype(rest)>(static_cast<std::uint64_t>(rest) >> 8);
    }
  }
  void put_string(const std::string& text) {
    put(static_cast<std::uint32_t>(text.size()));
    bytes_ += text;
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Past the end it gives zeros, and whole() is false.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : left_(bytes) {}

  template <class Integer>
  Integer get() {
    const std::string_view bytes = take(sizeof(Integer));
    std::uint64_t value = 0;
    for (std::size_t at = bytes.size(); at-- > 0;)
      value = value << 8 | static_cast<unsigned char>(bytes[at]);
    return static_cast<Integer>(value);
  }
  std::string get_string() { return std::string{take(get<std::uint32_t>())}; }
  // Of a list whose entries take `each` bytes: 0 where more are announced than there are.
  std::size_t get_count(std::size_t each) {
    const std::size_t count = get<std::uint32_t>();
    if (count <= left_.size() / each) return count;
    enough_ = false;
    return 0;
  }
  bool whole() const { return enough_ && left_.empty(); }

 private:
  std::string_view take(std::size_t size) {
    if (size > left_.size()) {
      enough_ = false;
      left_ = {};
    }
    const std::string_view taken = left_.substr(0, size);
    left_.remove_prefix(taken.size());
    return taken;
  }

  std::string_view left_;
  bool enough_ = true;
};

bool is_strictly_sorted(const std::vector<std::int64_t>& ids) {
  return std::adjacent_find(ids.begin(), ids.end(), std::greater_equal{}) == ids.end();
}

}  // namespace

const char* word_of(CredentialKind kind) {
  switch (kind) {
    case CredentialKind::login:
      return "login";
    case CredentialKind::token:
      return "token";
    case CredentialKind::key:
      return "key";
  }
  return "";
}

std::string credential_bytes(const Credential& credential) {
  Writer out;
  out.put(version);
  out.put(static_cast<std::uint8_t>(credential.kind));
  out.put_string(credential.name);
  out.put_string(credential.label);
  out.put(credential.account);
  out.put(static_cast<std::uint8_t>(credential.customers.has_value()));
  if (credential.customers) {
    out.put(static_cast<std::uint32_t>(credential.customers->size()));
    for (const std::int64_t customer : *credential.customers) out.put(customer);
  }
  out.put(static_cast<std::uint8_t>(credential.algorithm));
  out.put_string(credential.secret);
  out.put(credential.created);
  out.put(credential.expires);
  out.put(credential.revoked);
  out.put(credential.last_used);
  return out.take();
}

std::optional<Credential> read_credential(std::string_view bytes) {
  Reader in{bytes};
  if (in.get<std::uint8_t>() != version) return std::nullopt;
  const auto kind = in.get<std::uint8_t>();
  Credential credential;
  credential.name = in.get_string();
  credential.label = in.get_string();
  credential.account = in.get<std::int64_t>();
  const auto listed = in.get<std::uint8_t>();
  if (listed == 1) {
    credential.customers.emplace(in.get_count(sizeof(std::int64_t)));
    for (std::int64_t& customer : *credential.customers) customer = in.get<std::int64_t>();
  }
  const auto algorithm = in.get<std::uint8_t>();
  credential.secret = in.get_string();
  credential.created = in.get<std::int64_t>();
  credential.expires = in.get<std::int64_t>();
  credential.revoked = in.get<std::int64_t>();
  credential.last_used = in.get<std::int32_t>();
  if (!in.whole() || kind < 1 || kind > 3 || listed > 1 || algorithm > 2) return std::nullopt;
  if (credential.customers && !is_strictly_sorted(*credential.customers)) return std::nullopt;
  credential.kind = static_cast<CredentialKind>(kind);
  credential.algorithm = static_cast<Algorithm>(algorithm);
  return credential;
}

}  // namespace callwidgets::identity
