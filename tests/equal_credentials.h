// Whether two credentials say the same.
#pragma once

#include <cppunit/extensions/HelperMacros.h>

#include "identity/credential.h"

namespace callwidgets::test {

inline void check_equal(const identity::Credential& one, const identity::Credential& other) {
  CPPUNIT_ASSERT(one.kind == other.kind);
  CPPUNIT_ASSERT_EQUAL(one.name, other.name);
  CPPUNIT_ASSERT_EQUAL(one.label, other.label);
  CPPUNIT_ASSERT_EQUAL(one.account, other.account);
  CPPUNIT_ASSERT(one.customers == other.customers);
  CPPUNIT_ASSERT(one.algorithm == other.algorithm);
  CPPUNIT_ASSERT(one.secret == other.secret);
  CPPUNIT_ASSERT_EQUAL(one.created, other.created);
  CPPUNIT_ASSERT_EQUAL(one.expires, other.expires);
  CPPUNIT_ASSERT_EQUAL(one.revoked, other.revoked);
  CPPUNIT_ASSERT_EQUAL(one.last_used, other.last_used);
}

}  // namespace callwidgets::test
