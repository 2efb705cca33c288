// Good tokens and bad ones, made by OpenSSL.
#include <cppunit/extensions/HelperMacros.h>
#include <openssl/err.h>

#include <atomic>
#include <thread>

#include "fcgi/endpoint/module.h"
#include "fcgi/signed/verifying/verify_token.h"
#include "identity/signing_secret.h"
#include "minted_token.h"

namespace callwidgets::test {
namespace {

using identity::Algorithm;
using identity::Credential;
using identity::CredentialKind;
using web::Claims;
using web::VerifyToken;

constexpr std::int64_t kNow = 1'800'000'000;
const std::string kAudience = "https://figures.example.com/";
const std::string kSecret = "a secret of more than thirty-two bytes";
const std::string kKid = R"("kid":"Ab12cd34")";
const std::string kHs256 = R"({"alg":"HS256",)" + kKid + "}";
const std::string kEs256 = R"({"alg":"ES256","typ":"JWT",)" + kKid + "}";
const std::string kAud = R"("aud":"https://figures.example.com/")";

std::string claims_with(const std::string& more, std::int64_t exp = kNow + 600) {
  return R"({"exp":)" + std::to_string(exp) + "," + kAud + more + "}";
}
const std::string kClaims = claims_with("");

Credential key(Algorithm algorithm, const std::string& secret) {
  Credential made;
  made.kind = CredentialKind::key;
  made.name = "Ab12cd34";
  made.algorithm = algorithm;
  made.secret = secret;
  return made;
}
Credential shared() { return key(Algorithm::hs256, kSecret); }
Credential shared_of(std::vector<std::int64_t> customers) {
  Credential made = shared();
  made.customers = std::move(customers);
  return made;
}

std::string customers_text(const Claims& claims) {
  if (!claims.customers) return "all";
  std::string text;
  for (const std::int64_t id : *claims.customers) text += std::to_string(id) + " ";
  return text;
}

// The reason of a refusal, or what a good token lets see.
std::string verdict(const std::string& token, const Credential& by,
                    VerifyToken* verify = web::verify_token) {
  const auto found = verify(token, by, kAudience, kNow);
  if (const auto* refused = std::get_if<web::RefusedToken>(&found)) return refused->reason;
  return customers_text(std::get<web::Claims>(found));
}

void check(const std::string& expected, const std::string& token, const Credential& by,
           const std::string& what) {
  CPPUNIT_ASSERT_EQUAL_MESSAGE(what, expected, verdict(token, by));
}

class SignedTokenTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SignedTokenTest);
  CPPUNIT_TEST(good_ones_are_taken);
  CPPUNIT_TEST(the_key_alone_says_by_which_algorithm);
  CPPUNIT_TEST(a_signature_is_its_keys_and_whole);
  CPPUNIT_TEST(an_es256_signature_is_two_numbers);
  CPPUNIT_TEST(keys_that_fit_no_algorithm_verify_nothing);
  CPPUNIT_TEST(a_header_is_read_strictly);
  CPPUNIT_TEST(claims_are_read_strictly);
  CPPUNIT_TEST(a_token_lives_for_a_day_at_most);
  CPPUNIT_TEST(an_audience_is_named);
  CPPUNIT_TEST(customers_narrow);
  CPPUNIT_TEST(customers_of_another_form_are_refused);
  CPPUNIT_TEST(what_is_no_token_is_refused);
  CPPUNIT_TEST(a_key_id_is_found_before_anything_is_verified);
  CPPUNIT_TEST(every_damaged_byte_is_noticed);
  CPPUNIT_TEST(a_refusal_leaves_no_error_for_other_users_of_openssl);
  CPPUNIT_TEST(threads_verify_at_the_same_time);
  CPPUNIT_TEST(the_module_has_the_same_function);
  CPPUNIT_TEST_SUITE_END();

 public:
  void good_ones_are_taken() {
    check("all", hmac_token(kHs256, kClaims, kSecret), shared(), "HS256");
    check("all", pair_.token(kEs256, kClaims), ours(), "ES256");
    const auto found =
        web::verify_token(hmac_token(kHs256, kClaims, kSecret), shared(), kAudience, kNow);
    CPPUNIT_ASSERT_EQUAL(kNow + 600, std::get<web::Claims>(found).expires);
    for (const char* more : {R"(,"iss":"x","sub":["y"],"jti":null,"name":{"exp":1}})",
                             R"(,"nbf":1800000030,"iat":1800000030})"}) {
      std::string claims = claims_with(more);
      claims.pop_back();
      check("all", hmac_token(kHs256, claims, kSecret), shared(), more);
    }
    const std::string zeros(40, '\0');
    check("all", hmac_token(kHs256, kClaims, zeros), key(Algorithm::hs256, zeros), "any bytes");
  }

  void the_key_alone_says_by_which_algorithm() {
    for (const char* alg : {"none", "None", "NONE", "nOnE", "hs256", "Hs256", "HS384", "HS512",
                            "RS256", "ES256", "es256", "PS256", "", "HS256 ", "HS2"}) {
      const std::string header = R"({"alg":")" + std::string{alg} + R"(",)" + kKid + "}";
      check("algorithm", hmac_token(header, kClaims, kSecret), shared(), alg);
    }
    for (const char* digest : {"SHA384", "SHA512"}) {
      const std::string header = R"({"alg":"HS)" + std::string{digest + 3} + R"(",)" + kKid + "}";
      check("algorithm", hmac_token(header, kClaims, kSecret, digest), shared(), digest);
      check("signature", hmac_token(kHs256, kClaims, kSecret, digest), shared(), digest);
    }
    const std::string without = "{" + kKid + "}";
    check("algorithm", hmac_token(without, kClaims, kSecret), shared(), "no alg");

    // A public key is no secret, and whoever knows it could make such tokens.
    const std::string public_pem = pair_.public_pem();
    for (const char* alg : {"HS256", "hs256", "none", "es256", "ES384", "RS256"}) {
      const std::string header = R"({"alg":")" + std::string{alg} + R"(",)" + kKid + "}";
      check("algorithm", hmac_token(header, kClaims, public_pem), ours(), alg);
    }
    check("signature", hmac_token(kEs256, kClaims, public_pem), ours(), "HMAC called ES256");

    const std::string none = R"({"alg":"none",)" + kKid + "}";
    check("algorithm", signing_input(none, kClaims) + ".AA", shared(), "none");
    check("malformed", signing_input(none, kClaims) + ".", shared(), "none without signature");
    check("malformed", signing_input(none, kClaims), shared(), "none without a third part");
  }

  void a_signature_is_its_keys_and_whole() {
    const std::string token = hmac_token(kHs256, kClaims, kSecret);
    check("signature", hmac_token(kHs256, kClaims, kSecret + "."), shared(), "another secret");
    check("signature", token.substr(0, token.size() - 3), shared(), "truncated");
    check("signature", token + "AAAA", shared(), "longer");
    check("signature",
          signing_input(kHs256, claims_with("", kNow + 601)) + token.substr(token.rfind('.')),
          shared(), "of other claims");
    check("signature", KeyPair::on_curve("prime256v1").token(kEs256, kClaims), ours(), "another");
    Credential other = shared();
    other.name = "Ab12cd35";
    check("another key", token, other, "a kid of another key");
    other = shared();
    other.kind = CredentialKind::token;
    check("another key", token, other, "no key");
  }

  void an_es256_signature_is_two_numbers() {
    const std::string token = pair_.token(kEs256, kClaims);
    check("signature", pair_.openssl_token(kEs256, kClaims), ours(), "DER");
    check("signature", token.substr(0, token.size() - 2), ours(), "truncated");
    const std::string text = signing_input(kEs256, kClaims) + '.';
    check("signature", text + base64url(std::string(64, '\0')), ours(), "zeros");
    check("signature", text + base64url(std::string(64, '\xff')), ours(), "too large");
    check("signature", text + base64url(std::string(96, '\1')), ours(), "P-384's size");
    // Some have numbers that begin with zeros.
    for (int times = 0; times < 600; ++times) {
      check("all", pair_.token(kEs256, kClaims), ours(), "one of many");
    }
  }

  void keys_that_fit_no_algorithm_verify_nothing() {
    for (const std::string& secret : {std::string{}, std::string(31, 'x')}) {
      check("unusable key", hmac_token(kHs256, kClaims, secret), key(Algorithm::hs256, secret),
            secret);
    }
    const std::string none = R"({"alg":"none",)" + kKid + "}";
    check("unusable key", signing_input(none, kClaims) + ".AA", key(Algorithm::none, kSecret), "");
    const KeyPair rsa = KeyPair::rsa();
    check("unusable key", rsa.openssl_token(kEs256, kClaims),
          key(Algorithm::es256, rsa.public_pem()), "RSA");
    check("algorithm", rsa.openssl_token(R"({"alg":"RS256",)" + kKid + "}", kClaims), ours(),
          "RS256");
    for (const char* curve : {"secp256k1", "secp384r1"}) {
      const KeyPair pair = KeyPair::on_curve(curve);
      CPPUNIT_ASSERT(!identity::is_signing_secret(Algorithm::es256, pair.public_pem()));
      check("unusable key", pair.openssl_token(kEs256, kClaims),
            key(Algorithm::es256, pair.public_pem()), curve);
    }
    check("unusable key", pair_.token(kEs256, kClaims), key(Algorithm::es256, pair_.private_pem()),
          "the private key");
    const std::string pem = pair_.public_pem();
    for (const std::string& text : {pem.substr(0, 70), pem.substr(0, 100)}) {
      CPPUNIT_ASSERT_MESSAGE(
          text, verdict(pair_.token(kEs256, kClaims), key(Algorithm::es256, text)) != "all");
    }
  }

  void a_header_is_read_strictly() {
    for (const char* header : {R"({"alg":"HS256"})",
                               R"({"alg":"HS256","kid":"Ab12cd3"})",
                               R"({"alg":"HS256","kid":"Ab12cd345"})",
                               R"({"alg":"HS256","kid":"Ab12-d34"})",
                               R"({"alg":"HS256","kid":12345678})",
                               R"({"alg":"HS256","kid":"Ab12cd34","crit":["exp"]})",
                               R"({"alg":"HS256","kid":"Ab12cd34","crit":"exp"})",
                               R"({"alg":"HS256","kid":"Ab12cd34","b64":false})",
                               R"({"alg":"none","kid":"Ab12cd34","alg":"HS256"})",
                               R"({"alg":"HS256","kid":"Ab12cd34","alg":"none"})",
                               R"({"alg":"HS256","kid":"Ab12cd34","al\u0067":"none"})",
                               R"({"kid":"Ab12cd35","alg":"HS256","kid":"Ab12cd34"})",
                               R"({"alg":["HS256"],"kid":"Ab12cd34"})",
                               R"({"alg":null,"kid":"Ab12cd34"})",
                               R"({"alg":"HS256","kid":"Ab12cd34",})",
                               R"({"alg":"HS256","kid":"Ab12cd34"} x)",
                               R"({"alg":"HS256","kid":"Ab12cd34"}{})",
                               R"({"alg":"HS256" "kid":"Ab12cd34"})",
                               R"({"alg":"HS256","kid":"Ab12cd34)",
                               R"([{"alg":"HS256","kid":"Ab12cd34"}])",
                               "{}",
                               "x",
                               "{\"alg\":\"HS256\",\"kid\":\"Ab12cd34\",\"x\":\"\n\"}"}) {
      const std::string token = hmac_token(header, kClaims, kSecret);
      check("malformed", token, shared(), header);
      CPPUNIT_ASSERT_MESSAGE(header, !web::key_id_of(token));
    }
    const std::string nul = kHs256 + std::string(1, '\0');
    check("malformed", hmac_token(nul, kClaims, kSecret), shared(), "a zero byte behind it");
    const auto with_x = [](std::size_t size) {
      return R"({"alg":"HS256","x":")" + std::string(size, 'x') + "\"," + kKid + "}";
    };
    const std::size_t others = with_x(0).size();
    check("all", hmac_token(with_x(1024 - others), kClaims, kSecret), shared(), "1 kB");
    check("malformed", hmac_token(with_x(1025 - others), kClaims, kSecret), shared(), "more");
    check("all", hmac_token(" { \"alg\" :\t\"HS256\" ,\r\n" + kKid + " } ", kClaims, kSecret),
          shared(), "spaces");
    const auto typed = [](const char* type) {
      return hmac_token(R"({"alg":"HS256","typ":")" + std::string{type} + "\"," + kKid + "}",
                        kClaims, kSecret);
    };
    check("all", typed("jwt"), shared(), "typ in small letters");
    check("type", typed("at+jwt"), shared(), "another typ");
    const std::string other_text = "{\"alg\":\"HS256\",\"x\":\"\xff\"," + kKid + "}";
    check("signature", hmac_token(other_text, kClaims, kSecret), shared(), "no UTF-8");
  }

  void claims_are_read_strictly() {
    const std::string exp = R"("exp":1800000600)";
    for (const std::string& claims :
         {std::string{"[]"},
          std::string{"{}"}.substr(0, 1),
          "[" + kClaims + "]",
          kClaims + "x",
          kClaims + kClaims,
          claims_with("," + exp),
          claims_with("," + kAud),
          claims_with(R"(,"\u0065xp":1)"),
          claims_with(R"(,"customers":[1],"customers":[2])"),
          claims_with(R"(,"x":"\u0000")"),
          claims_with(R"(,"x":01)"),
          claims_with(R"(,"x":nan)"),
          claims_with(R"(,"x":99999999999999999999)"),
          claims_with(",\"x\":\"\xff\""),
          claims_with(",\"x\":\"\xed\xa0\x80\""),
          claims_with(",\"\xc0\xaf\":1"),
          kClaims + std::string(1, '\0'),
          std::string("\0", 1),
          claims_with(",\"x\":" + std::string(1400, '[') + std::string(1400, ']')).substr(0, 1500),
          R"({'exp':1800000600})" + std::string{}}) {
      const std::string token = hmac_token(kHs256, claims, kSecret);
      const std::string found = verdict(token, shared());
      CPPUNIT_ASSERT_MESSAGE(claims + ": " + found,
                             found == "malformed" || found == "claims that can't be read");
    }
    const std::string deep =
        claims_with(",\"x\":" + std::string(1300, '[') + std::string(1300, ']'));
    check("all", hmac_token(kHs256, deep, kSecret), shared(), "deep, and ignored");
  }

  void a_token_lives_for_a_day_at_most() {
    const auto until = [](const std::string& exp) {
      const std::string claims =
          exp.empty() ? "{" + kAud + "}" : "{\"exp\":" + exp + "," + kAud + "}";
      return verdict(hmac_token(kHs256, claims, kSecret), shared());
    };
    const std::vector<std::pair<std::string, std::string>> cases{
        {"no exp", ""},
        {"no exp", "\"1800000600\""},
        {"no exp", "1800000600.0"},
        {"no exp", "1.8e9"},
        {"no exp", "null"},
        {"no exp", "[1800000600]"},
        {"no exp", "true"},
        {"expired", "1799999970"},
        {"all", "1799999971"},
        {"all", "1800086430"},
        {"life too long", "1800086431"},
        {"life too long", "1800000600000"},
        {"life too long", "9223372036854775807"},
        {"expired", "0"},
        {"expired", "-1"},
        {"expired", "-9223372036854775808"},
        {"claims that can't be read", "9223372036854775808"},
    };
    for (const auto& [expected, exp] : cases) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(exp, expected, until(exp));
    }
    for (const std::string name : {"nbf", "iat"}) {
      const auto from = [&name](const char* second) {
        const std::string claims = claims_with(",\"" + name + "\":" + second);
        return verdict(hmac_token(kHs256, claims, kSecret), shared());
      };
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name, std::string{"all"}, from("1800000030"));
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name, std::string{"not yet good"}, from("1800000031"));
      for (const char* second : {"\"1\"", "1.5", "null", "[]"}) {
        CPPUNIT_ASSERT_EQUAL_MESSAGE(name + second, std::string{"bad nbf or iat"}, from(second));
      }
    }
  }

  void an_audience_is_named() {
    const auto by = [](const std::string& aud) {
      const std::string claims = "{\"exp\":1800000600" + aud + "}";
      return verdict(hmac_token(kHs256, claims, kSecret), shared());
    };
    for (const char* aud : {R"(,"aud":"https:\/\/figures.example.com\/")",
                            R"(,"aud":["https://figures.example.com/"])",
                            R"(,"aud":["x","https://figures.example.com/","y"])"}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(aud, std::string{"all"}, by(aud));
    }
    for (const char* aud :
         {"", R"(,"aud":null)", R"(,"aud":[])", R"(,"aud":"")",
          R"(,"aud":"https://figures.example.com")", R"(,"aud":"https://FIGURES.example.com/")",
          R"(,"aud":["https://figures.example.com/",1])", R"(,"aud":["x"])",
          R"(,"aud":[["https://figures.example.com/"]])",
          R"(,"aud":{"https://figures.example.com/":1})", R"(,"aud":1)"}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(aud, std::string{"audience"}, by(aud));
    }
  }

  void customers_narrow() {
    const auto of = [](const Credential& by, const std::string& customers) {
      const std::string more = customers.empty() ? "" : ",\"customers\":" + customers;
      return verdict(hmac_token(kHs256, claims_with(more), kSecret), by);
    };
    const std::string foreign = "names no customer that its key may see";
    CPPUNIT_ASSERT_EQUAL(std::string{"7 "}, of(shared(), "[7]"));
    CPPUNIT_ASSERT_EQUAL(std::string{"7 8 12 "}, of(shared(), R"([12,"8",7,12,"7"])"));
    CPPUNIT_ASSERT_EQUAL(std::string{"999999999999999999 "},
                         of(shared(), R"([999999999999999999,"999999999999999999"])"));
    CPPUNIT_ASSERT_EQUAL(std::string{"7 9 "}, of(shared_of({7, 9}), ""));
    CPPUNIT_ASSERT_EQUAL(std::string{"9 "}, of(shared_of({7, 9}), "[9]"));
    CPPUNIT_ASSERT_EQUAL(std::string{"9 "}, of(shared_of({7, 9}), "[10,9,8]"));
    CPPUNIT_ASSERT_EQUAL(foreign, of(shared_of({7, 9}), "[8]"));
    CPPUNIT_ASSERT_EQUAL(foreign, of(shared_of({}), "[8]"));
    CPPUNIT_ASSERT_EQUAL(foreign, of(shared_of({}), ""));
  }

  void customers_of_another_form_are_refused() {
    std::string many = "[1";
    for (int number = 1; number < 1000; ++number) many += ",1";
    const auto with = [](const std::string& customers) {
      const std::string claims = claims_with(",\"customers\":" + customers);
      return verdict(hmac_token(kHs256, claims, kSecret), shared_of({1, 7}));
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"1 "}, with(many + "]"));
    for (const std::string& customers : {many + ",1]",
                                         std::string{"[]"},
                                         std::string{"7"},
                                         std::string{"\"7\""},
                                         std::string{"null"},
                                         std::string{"{\"7\":7}"},
                                         std::string{"[0]"},
                                         std::string{"[-7]"},
                                         std::string{"[7.0]"},
                                         std::string{"[7,null]"},
                                         std::string{"[7,[7]]"},
                                         std::string{"[\"\"]"},
                                         std::string{"[\"0\"]"},
                                         std::string{"[\"07\"]"},
                                         std::string{"[\"+7\"]"},
                                         std::string{"[\"7 \"]"},
                                         std::string{"[\"-7\"]"},
                                         std::string{"[true]"},
                                         std::string{"[1000000000000000000]"},
                                         std::string{"[\"1000000000000000000\"]"},
                                         std::string{"[\"99999999999999999999\"]"}}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(customers, std::string{"customers"}, with(customers));
    }
  }

  void what_is_no_token_is_refused() {
    const std::string token = hmac_token(kHs256, kClaims, kSecret);
    const std::string text = signing_input(kHs256, kClaims);
    const std::string signature = token.substr(text.size());
    for (const std::string& other : {std::string{},
                                     std::string{"."},
                                     std::string{".."},
                                     std::string{"..."},
                                     text,
                                     token.substr(0, 5),
                                     token + ".",
                                     token + "." + base64url("x"),
                                     "." + token,
                                     token + "=",
                                     token + " ",
                                     " " + token,
                                     token + "\n",
                                     "." + text.substr(text.find('.')),
                                     text.substr(0, text.find('.')) + "." + signature,
                                     base64url("x") + token,
                                     base64url(token),
                                     std::string(65'536, 'A'),
                                     token + std::string(65'536, 'A'),
                                     std::string(65'536, '.'),
                                     token.substr(0, token.size() - 1) + "+",
                                     token.substr(0, token.size() - 1) + "/",
                                     token + std::string(1, '\0'),
                                     std::string(300, '\xff'),
                                     "\xc3\xa4" + token}) {
      check("malformed", other, shared(), other.substr(0, 400));
      CPPUNIT_ASSERT_MESSAGE(other.substr(0, 400), !web::key_id_of(other));
    }
    // The last digit of 32 bytes has two bits too many; only zeros are theirs.
    std::string alike = token;
    alike.back() = static_cast<char>(alike.back() + 1);
    check("malformed", alike, shared(), "another spelling of the same bytes");

    const auto of_size = [](std::size_t claims) {
      const std::string more = ",\"x\":\"" + std::string(claims - kClaims.size() - 7, 'x') + "\"";
      return hmac_token(kHs256, claims_with(more), kSecret);
    };
    std::string longest = of_size(2000), longer;
    for (std::size_t size = 2000; (longer = of_size(size)).size() <= 4096; ++size) longest = longer;
    check("all", longest, shared(), std::to_string(longest.size()));
    check("malformed", longer, shared(), std::to_string(longer.size()));
  }

  void a_key_id_is_found_before_anything_is_verified() {
    const auto id_in = [](const std::string& token) { return web::key_id_of(token).value_or("-"); };
    CPPUNIT_ASSERT_EQUAL(std::string{"Ab12cd34"}, id_in(hmac_token(kHs256, "x", "wrong")));
    CPPUNIT_ASSERT_EQUAL(std::string{"00000000"},
                         id_in(signing_input(R"({"kid":"00000000"})", "x") + ".AA"));
  }

  void every_damaged_byte_is_noticed() {
    for (const bool shared_secret : {true, false}) {
      const std::string token =
          shared_secret ? hmac_token(kHs256, kClaims, kSecret) : pair_.token(kEs256, kClaims);
      for (std::size_t at = 0; at < token.size(); ++at) {
        for (const char to : {'A', 'z', '.', '-'}) {
          if (token[at] == to) continue;
          std::string damaged = token;
          damaged[at] = to;
          CPPUNIT_ASSERT_MESSAGE(damaged,
                                 verdict(damaged, shared_secret ? shared() : ours()) != "all");
        }
      }
    }
  }

  void a_refusal_leaves_no_error_for_other_users_of_openssl() {
    const std::string text = signing_input(kEs256, kClaims) + '.';
    ERR_clear_error();
    check("signature", text + base64url(std::string(64, '\xff')), ours(), "too large");
    CPPUNIT_ASSERT_EQUAL(0UL, ERR_peek_error());
    ERR_raise(ERR_LIB_USER, 1);
    check("signature", text + base64url(std::string(64, '\xff')), ours(), "too large");
    CPPUNIT_ASSERT_EQUAL(ERR_LIB_USER, ERR_GET_LIB(ERR_get_error()));
    CPPUNIT_ASSERT_EQUAL(0UL, ERR_peek_error());
  }

  void threads_verify_at_the_same_time() {
    const std::string hmac = hmac_token(kHs256, claims_with(R"(,"customers":[7])"), kSecret);
    const std::string elliptic = pair_.token(kEs256, kClaims);
    const Credential by_secret = shared(), by_pair = ours();
    std::atomic<int> wrong{0};
    std::vector<std::thread> threads;
    for (int number = 0; number < 8; ++number) {
      threads.emplace_back([&] {
        for (int times = 0; times < 50; ++times) {
          if (verdict(hmac, by_secret) != "7 ") ++wrong;
          if (verdict(elliptic, by_pair) != "all") ++wrong;
          if (verdict(hmac, by_pair) != "algorithm") ++wrong;
          if (verdict(elliptic.substr(0, elliptic.size() - 2), by_pair) != "signature") ++wrong;
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    CPPUNIT_ASSERT_EQUAL(0, wrong.load());
  }

  void the_module_has_the_same_function() {
    VerifyToken* const loaded = web::load_verify_token();
    CPPUNIT_ASSERT(loaded != web::verify_token);
    CPPUNIT_ASSERT(loaded == web::load_verify_token());
    CPPUNIT_ASSERT_EQUAL(std::string{"all"},
                         verdict(hmac_token(kHs256, kClaims, kSecret), shared(), loaded));
    CPPUNIT_ASSERT_EQUAL(std::string{"all"}, verdict(pair_.token(kEs256, kClaims), ours(), loaded));
    CPPUNIT_ASSERT_EQUAL(std::string{"signature"},
                         verdict(hmac_token(kHs256, kClaims, kSecret + "x"), shared(), loaded));
  }

 private:
  Credential ours() const { return key(Algorithm::es256, pair_.public_pem()); }

  const KeyPair pair_ = KeyPair::on_curve("prime256v1");
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(SignedTokenTest, "signed_token");

}  // namespace
}  // namespace callwidgets::test
