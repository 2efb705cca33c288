#include "fcgi/transport/listening_socket.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "toy_service.h"

using namespace callwidgets::test;
using callwidgets::web::ListeningSocket;

class ListeningSocketTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ListeningSocketTest);
  CPPUNIT_TEST(its_file_has_the_mode_and_goes_with_it);
  CPPUNIT_TEST(a_stale_file_is_replaced);
  CPPUNIT_TEST(a_socket_in_use_is_left_alone);
  CPPUNIT_TEST(another_file_is_left_alone);
  CPPUNIT_TEST(impossible_paths_say_so);
  CPPUNIT_TEST(a_file_that_somebody_else_put_there_stays);
  CPPUNIT_TEST_SUITE_END();

  static std::string error_at(const std::string& path) {
    try {
      ListeningSocket::at(path);
      return {};
    } catch (const std::runtime_error& error) {
      return error.what();
    }
  }

  static bool exists(const std::string& path) { return access(path.c_str(), F_OK) == 0; }

  void its_file_has_the_mode_and_goes_with_it() {
    Folder folder;
    for (const mode_t mode : {0660, 0600, 0666}) {
      const auto socket = ListeningSocket::at(folder / "s", mode);
      struct stat found;
      CPPUNIT_ASSERT_EQUAL(0, stat((folder / "s").c_str(), &found));
      CPPUNIT_ASSERT_EQUAL(mode, found.st_mode & 07777);
      FastcgiClient client{folder / "s"};
    }
    CPPUNIT_ASSERT(!exists(folder / "s"));
    CPPUNIT_ASSERT(std::filesystem::is_empty(folder / ""));
  }

  void a_stale_file_is_replaced() {
    Folder folder;
    {
      const auto socket = ListeningSocket::at(folder / "s");
      std::filesystem::rename(folder / "s", folder / "stale");
    }
    CPPUNIT_ASSERT(exists(folder / "stale"));
    const auto socket = ListeningSocket::at(folder / "stale");
    FastcgiClient client{folder / "stale"};
  }

  void a_socket_in_use_is_left_alone() {
    Folder folder;
    const auto socket = ListeningSocket::at(folder / "s");
    CPPUNIT_ASSERT(error_at(folder / "s").find("another program listens") != std::string::npos);
    FastcgiClient client{folder / "s"};
  }

  void another_file_is_left_alone() {
    Folder folder;
    std::ofstream{folder / "f"} << "precious";
    CPPUNIT_ASSERT(error_at(folder / "f").find("is no socket") != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::uintmax_t{8}, std::filesystem::file_size(folder / "f"));
  }

  void impossible_paths_say_so() {
    Folder folder;
    CPPUNIT_ASSERT(error_at(folder / std::string(120, 'l')).find("107") != std::string::npos);
    CPPUNIT_ASSERT(error_at("").find("107") != std::string::npos);
    CPPUNIT_ASSERT(error_at(folder / "no/s").find("folder") != std::string::npos);
  }

  void a_file_that_somebody_else_put_there_stays() {
    Folder folder;
    {
      const auto socket = ListeningSocket::at(folder / "s");
      std::filesystem::remove(folder / "s");
      std::ofstream{folder / "s"} << "other";
    }
    CPPUNIT_ASSERT(exists(folder / "s"));
  }
};
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ListeningSocketTest, "listening_socket");
