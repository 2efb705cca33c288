#pragma once
#include <string>

namespace callwidgets::admin {

// The public key in a file (`-`: standard input), for ES256: its PEM block alone, of at most 4 kB.
// Throws Usage, which says what else the file is: a private key, a certificate, a key of another
// kind.
std::string read_public_key(const std::string& file);

}  // namespace callwidgets::admin
