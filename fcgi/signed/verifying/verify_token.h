#pragma once
#include "fcgi/signed/signed_token.h"

namespace callwidgets::web {

// By libjwt and OpenSSL. The judgement of the key itself, revoked or expired, is the caller's.
VerifyToken verify_token;

}  // namespace callwidgets::web
