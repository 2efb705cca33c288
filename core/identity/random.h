#pragma once
#include <cstddef>
#include <string>

namespace callwidgets::identity {

// Of the system's random bytes, good for secrets. Both throw std::system_error where it has none.
// Safe to use from any thread.
std::string random_bytes(std::size_t size);

// The digits of base 62, in the order of their values.
inline constexpr char base62[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
// Characters of base62, each as likely as any other.
std::string random_characters(std::size_t size);

}  // namespace callwidgets::identity
