#include "calls/caller_key.h"

#include <Poco/TemporaryFile.h>
#include <cppunit/extensions/HelperMacros.h>
#include <sys/stat.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <thread>
#include <vector>

namespace callwidgets::calls {

class CallerKeyTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CallerKeyTest);
  CPPUNIT_TEST(callers_are_the_first_64_bits_of_the_hmac);
  CPPUNIT_TEST(the_fingerprint_tells_keys_apart_and_gives_none_away);
  CPPUNIT_TEST(makes_a_key_that_only_its_owner_reads);
  CPPUNIT_TEST(never_overwrites_a_key);
  CPPUNIT_TEST(of_many_makers_one_wins);
  CPPUNIT_TEST(wrong_contents_are_errors);
  CPPUNIT_TEST(permissions_wider_than_0600_are_errors);
  CPPUNIT_TEST_SUITE_END();

  Poco::TemporaryFile folder_;
  std::string path_;

  void write(const std::string& text, mode_t mode = 0600) {
    std::ofstream{path_} << text;
    CPPUNIT_ASSERT_EQUAL(0, ::chmod(path_.c_str(), mode));
  }

  static std::string text_of(const std::string& path) {
    std::ifstream file{path};
    return {std::istreambuf_iterator<char>{file}, {}};
  }

  std::string error() {
    try {
      CallerKey::load(path_);
    } catch (const CallerKeyError& failed) {
      return failed.what();
    }
    return "";
  }

  static constexpr char hex[] = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

 public:
  void setUp() override {
    folder_.createDirectories();
    path_ = folder_.path() + "/caller.key";
    std::filesystem::remove(path_);
  }

  // Computed with Python's hmac and hashlib.
  void callers_are_the_first_64_bits_of_the_hmac() {
    CPPUNIT_ASSERT_EQUAL(std::string{"7560b37b95e6904efa24d94846d79d9f"}, md5_of("+441453540000"));
    CPPUNIT_ASSERT_EQUAL(std::string{"d41d8cd98f00b204e9800998ecf8427e"}, md5_of(""));
    for (const std::string end : {"", "\n"}) {
      write(hex + end);
      const CallerKey key = CallerKey::load(path_);
      CPPUNIT_ASSERT_EQUAL(std::int64_t{9037084024043769567},
                           key.caller("7560b37b95e6904efa24d94846d79d9f"));
      CPPUNIT_ASSERT_EQUAL(std::int64_t{-8554045438045980313},
                           key.caller("51925b96cfabd43527e3a04e89f82b7a"));
      CPPUNIT_ASSERT_EQUAL(std::int64_t{9037084024043769567},
                           key.caller("7560b37b95e6904efa24d94846d79d9f"));
    }
  }

  void the_fingerprint_tells_keys_apart_and_gives_none_away() {
    write(hex);
    const std::string one = CallerKey::load(path_).fingerprint();
    CPPUNIT_ASSERT_EQUAL(std::string{"9e02f0ac0f0d3880983cf224344ab7d6"}, one);
    write(std::string(64, 'A'));
    CPPUNIT_ASSERT(CallerKey::load(path_).fingerprint() != one);
    write(std::string(64, 'a'));
    CPPUNIT_ASSERT(CallerKey::load(path_).fingerprint() != one);
  }

  void makes_a_key_that_only_its_owner_reads() {
    CPPUNIT_ASSERT(CallerKey::make(path_));
    struct stat status {};
    CPPUNIT_ASSERT_EQUAL(0, ::stat(path_.c_str(), &status));
    CPPUNIT_ASSERT_EQUAL(mode_t{0600}, static_cast<mode_t>(status.st_mode & 07777));
    CPPUNIT_ASSERT_EQUAL(std::size_t{65}, text_of(path_).size());
    const std::string first = CallerKey::load(path_).fingerprint();
    std::filesystem::remove(path_);
    CPPUNIT_ASSERT(CallerKey::make(path_));
    CPPUNIT_ASSERT(CallerKey::load(path_).fingerprint() != first);
    CPPUNIT_ASSERT_THROW(CallerKey::make(folder_.path() + "/none/caller.key"), CallerKeyError);
  }

  void never_overwrites_a_key() {
    write("anything", 0644);
    CPPUNIT_ASSERT(!CallerKey::make(path_));
    CPPUNIT_ASSERT_EQUAL(std::string{"anything"}, text_of(path_));
  }

  void of_many_makers_one_wins() {
    for (int round = 0; round < 20; ++round) {
      std::filesystem::remove(path_);
      std::atomic<int> made{0};
      std::vector<std::string> seen(8);
      std::vector<std::thread> makers;
      for (std::string& mine : seen) {
        makers.emplace_back([&] {
          if (CallerKey::make(path_)) ++made;
          mine = CallerKey::load(path_).fingerprint();
        });
      }
      for (std::thread& maker : makers) maker.join();
      CPPUNIT_ASSERT_EQUAL(1, made.load());
      CPPUNIT_ASSERT_EQUAL(std::size_t{1}, std::set<std::string>(seen.begin(), seen.end()).size());
    }
    const std::filesystem::directory_iterator files{folder_.path()};
    CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, std::distance(begin(files), end(files)));
  }

  void wrong_contents_are_errors() {
    CPPUNIT_ASSERT(error().find("cannot be opened") != std::string::npos);
    for (const std::string& text :
         {std::string{}, std::string(63, 'a'), std::string(65, 'a'), std::string(63, 'a') + "g",
          std::string(64, 'a') + "\n\n", std::string(64, 'a') + "\nmore", std::string(32, '\1')}) {
      write(text);
      CPPUNIT_ASSERT_MESSAGE(text, error().find("64 hexadecimal digits") != std::string::npos);
      CPPUNIT_ASSERT(error().find(path_) != std::string::npos);
    }
    path_ = folder_.path();
    CPPUNIT_ASSERT(error().find("no regular file") != std::string::npos);
  }

  void permissions_wider_than_0600_are_errors() {
    for (const mode_t mode : {0644, 0640, 0604, 0602, 0700, 0660}) {
      write(hex, mode);
      CPPUNIT_ASSERT(error().find("allowed: 0600") != std::string::npos);
    }
    CPPUNIT_ASSERT(error().find("has mode 0660") != std::string::npos);
    for (const mode_t mode : {0600, 0400}) {
      write(hex);
      ::chmod(path_.c_str(), mode);
      CPPUNIT_ASSERT_EQUAL(std::string{}, error());
    }
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CallerKeyTest, "caller_key");

}  // namespace callwidgets::calls
