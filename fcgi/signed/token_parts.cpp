#include "fcgi/signed/token_parts.h"

#include <algorithm>
#include <map>

#include "fcgi/signed/base64url.h"
#include "identity/credential.h"

namespace callwidgets::web {
namespace {

using Texts = std::map<std::string_view, std::string_view, std::less<>>;

bool is_key_id(std::string_view text) {
  return text.size() == identity::id_size && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
         });
}

// Reads a JSON object of texts that stand for themselves.
class HeaderReader {
 public:
  explicit HeaderReader(std::string_view json) : rest_(json) {}

  std::optional<Texts> texts() {
    if (!take('{')) return std::nullopt;
    Texts texts;
    do {
      const auto name = text();
      if (!name || !take(':')) return std::nullopt;
      const auto value = text();
      if (!value || !texts.emplace(*name, *value).second) return std::nullopt;
    } while (take(','));
    if (!take('}')) return std::nullopt;
    skip_space();
    return rest_.empty() ? std::optional{texts} : std::nullopt;
  }

 private:
  void skip_space() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size()));
  }

  bool take(char expected) {
    skip_space();
    if (!rest_.starts_with(expected)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::optional<std::string_view> text() {
    if (!take('"')) return std::nullopt;
    const auto end = rest_.find('"');
    if (end == rest_.npos) return std::nullopt;
    const std::string_view found = rest_.substr(0, end);
    const auto stands_for_itself = [](char c) {
      return c != '\\' && static_cast<unsigned char>(c) >= 0x20;
    };
    if (!std::ranges::all_of(found, stands_for_itself)) return std::nullopt;
    rest_.remove_prefix(end + 1);
    return found;
  }

  std::string_view rest_;
};

std::string value_of(const Texts& header, std::string_view name) {
  const auto found = header.find(name);
  return found == header.end() ? std::string{} : std::string{found->second};
}

}  // namespace

std::optional<TokenParts> read_token_parts(std::string_view token) {
  if (token.size() > longest_signed_token) return std::nullopt;
  const auto first = token.find('.');
  const auto second = first == token.npos ? first : token.find('.', first + 1);
  if (second == token.npos) return std::nullopt;
  const auto header = base64url_decoded(token.substr(0, first));
  auto claims = base64url_decoded(token.substr(first + 1, second - first - 1));
  auto signature = base64url_decoded(token.substr(second + 1));
  if (!header || !claims || !signature || claims->empty() || signature->empty() ||
      header->size() > longest_token_header) {
    return std::nullopt;
  }
  const auto texts = HeaderReader{*header}.texts();
  if (!texts || texts->contains("crit")) return std::nullopt;
  TokenParts parts{value_of(*texts, "alg"), value_of(*texts, "typ"), value_of(*texts, "kid"),
                   std::move(*claims), std::move(*signature)};
  if (!is_key_id(parts.key_id)) return std::nullopt;
  return parts;
}

}  // namespace callwidgets::web
