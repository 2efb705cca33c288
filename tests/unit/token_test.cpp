#include "identity/token.h"

#include <cppunit/extensions/HelperMacros.h>

#include <map>
#include <set>

#include "identity/random.h"

using namespace callwidgets;

namespace {

constexpr std::string_view alphabet =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

std::string hex(const std::string& bytes) {
  std::string text;
  for (const char byte : bytes) {
    for (const int shift : {4, 0}) text += "0123456789abcdef"[(byte >> shift) & 15];
  }
  return text;
}

class TokenTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(TokenTest);
  CPPUNIT_TEST(a_new_one_is_read_again);
  CPPUNIT_TEST(no_two_are_alike);
  CPPUNIT_TEST(every_character_is_as_likely);
  CPPUNIT_TEST(random_bytes_have_every_value);
  CPPUNIT_TEST(its_checksum_is_that_of_others);
  CPPUNIT_TEST(a_changed_character_is_refused);
  CPPUNIT_TEST(other_texts_are_no_tokens);
  CPPUNIT_TEST(its_digest_is_sha_256);
  CPPUNIT_TEST(equal_texts_are_equal);
  CPPUNIT_TEST_SUITE_END();

 public:
  void a_new_one_is_read_again() {
    const identity::Token token = identity::new_token();
    CPPUNIT_ASSERT_EQUAL(std::size_t{8}, token.id.size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{32}, token.secret.size());
    const std::string text = identity::text(token);
    CPPUNIT_ASSERT_EQUAL(std::size_t{49}, text.size());
    CPPUNIT_ASSERT_EQUAL("cw_" + token.id + token.secret, text.substr(0, 43));
    const auto read = identity::parse_token(text);
    CPPUNIT_ASSERT(read.has_value());
    CPPUNIT_ASSERT_EQUAL(token.id, read->id);
    CPPUNIT_ASSERT_EQUAL(token.secret, read->secret);
  }

  void no_two_are_alike() {
    std::set<std::string> ids, secrets;
    for (int made = 0; made < 1000; ++made) {
      const identity::Token token = identity::new_token();
      ids.insert(token.id);
      secrets.insert(token.secret);
    }
    CPPUNIT_ASSERT_EQUAL(std::size_t{1000}, ids.size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1000}, secrets.size());
  }

  // A plain remainder would give the first eight of them a quarter more; chance gives any one of
  // them five per cent more or less once in many billions of runs.
  void every_character_is_as_likely() {
    constexpr std::size_t each = 20'000;
    std::map<char, std::size_t> found;
    for (const char c : identity::random_characters(each * alphabet.size())) ++found[c];
    CPPUNIT_ASSERT_EQUAL(alphabet.size(), found.size());
    for (const char c : alphabet) {
      CPPUNIT_ASSERT_MESSAGE(std::string{c}, found[c] > each * 95 / 100);
      CPPUNIT_ASSERT_MESSAGE(std::string{c}, found[c] < each * 105 / 100);
    }
  }

  void random_bytes_have_every_value() {
    const std::string bytes = identity::random_bytes(20'000);
    CPPUNIT_ASSERT_EQUAL(std::size_t{20'000}, bytes.size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{256}, std::set<char>(bytes.begin(), bytes.end()).size());
  }

  // The checksums are Python's: zlib.crc32, written in base 62.
  void its_checksum_is_that_of_others() {
    for (const char* text : {"cw_00000000000000000000000000000000000000002uNpHq",
                             "cw_Ab12cd34zZ9zZ9zZ9zZ9zZ9zZ9zZ9zZ9zZ9zZ9xy3SR1R8",
                             "cw_TiDGC8Lo0123456789ABCDEFGHIJKLMNOPQRSTUV2Kkomw"})
      CPPUNIT_ASSERT_MESSAGE(text, identity::parse_token(text));
    CPPUNIT_ASSERT_EQUAL(std::string{"cw_00000000000000000000000000000000000000002uNpHq"},
                         identity::text({"00000000", "00000000000000000000000000000000"}));
  }

  void a_changed_character_is_refused() {
    const std::string whole = identity::text(identity::new_token());
    for (std::size_t at = 0; at < whole.size(); ++at) {
      for (const char c : alphabet) {
        if (whole[at] == c) continue;
        std::string changed = whole;
        changed[at] = c;
        CPPUNIT_ASSERT_MESSAGE(changed, !identity::parse_token(changed));
      }
    }
  }

  void other_texts_are_no_tokens() {
    const std::string whole = identity::text(identity::new_token());
    for (const std::string& text : std::vector<std::string>{
             "", "cw_", "c", whole.substr(1), whole.substr(0, 48), whole + "0", whole + " ",
             " " + whole, "CW_" + whole.substr(3), "Bearer " + whole, std::string(49, '\0'),
             std::string(100'000, 'a')}) {
      CPPUNIT_ASSERT_MESSAGE(text.substr(0, 60), !identity::parse_token(text));
    }
    // Their checksums are right.
    for (const char* text : {"cw_-00000000000000000000000000000000000000022f16l",
                             "cw_000000000000000000000000000000000000000_1F0MPv",
                             "cw-00000000000000000000000000000000000000003hWmAm",
                             "gh_00000000000000000000000000000000000000002fmIJe",
                             "cw_0000000000000000000000000000000000000003JQl5V",
                             "cw_000000000000000000000000000000000000000003jYHoj",
                             "cw_00000000000000000000000000000000000000\xC3\xA9"
                             "0k78Yq"})
      CPPUNIT_ASSERT_MESSAGE(text, !identity::parse_token(text));
  }

  // FIPS 180-4's examples.
  void its_digest_is_sha_256() {
    CPPUNIT_ASSERT_EQUAL(
        std::string{"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        hex(identity::digest("")));
    CPPUNIT_ASSERT_EQUAL(
        std::string{"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        hex(identity::digest("abc")));
    CPPUNIT_ASSERT_EQUAL(
        std::string{"248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        hex(identity::digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")));
  }

  void equal_texts_are_equal() {
    CPPUNIT_ASSERT(identity::equal_in_constant_time("", ""));
    CPPUNIT_ASSERT(identity::equal_in_constant_time("abc", "abc"));
    CPPUNIT_ASSERT(identity::equal_in_constant_time({"a\0b", 3}, {"a\0b", 3}));
    CPPUNIT_ASSERT(!identity::equal_in_constant_time({"a\0b", 3}, {"a\0c", 3}));
    for (const char* other : {"", "a", "ab", "abcd", "abd", "xbc", "axc", "ab\xE3"}) {
      CPPUNIT_ASSERT_MESSAGE(other, !identity::equal_in_constant_time("abc", other));
    }
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(TokenTest, "token");

}  // namespace
