// The program's module comes from another build.
#include <filesystem>
#include <fstream>

#include "build_stamp.h"
#include "served_test.h"

namespace callwidgets::test {
namespace {

class ModuleBuildTest : public ServedTest {
  CPPUNIT_TEST_SUITE(ModuleBuildTest);
  CPPUNIT_TEST(a_module_of_the_same_build_is_taken);
  CPPUNIT_TEST(a_module_of_another_build_is_refused);
  CPPUNIT_TEST(a_start_with_signed_tokens_wants_their_module);
  CPPUNIT_TEST_SUITE_END();

 public:
  void a_module_of_the_same_build_is_taken() {
    install(build_stamp);
    const Finished done = run_as_cgi();
    CPPUNIT_ASSERT_MESSAGE(done.err, done.err.find("build") == done.err.npos);
    CPPUNIT_ASSERT_MESSAGE(done.err, done.err.find("none.db is not there") != done.err.npos);
  }

  void a_module_of_another_build_is_refused() {
    install(std::string(std::string{build_stamp}.size(), '0'));
    for (const Finished& done : {run_as_cgi(), run(program({}))}) {
      CPPUNIT_ASSERT_EQUAL(1, done.status);
      CPPUNIT_ASSERT_MESSAGE(
          done.err, done.err.find("callwidgets-answers.so is of another build") != done.err.npos);
    }
  }

  void a_start_with_signed_tokens_wants_their_module() {
    const std::string module = "callwidgets-signed.so";
    install(build_stamp);
    const auto start = [&] {
      return run(program({"CALLWIDGETS_AUTH=signed", "CALLWIDGETS_TOKEN_AUDIENCE=here"}));
    };
    const Finished without = start();
    CPPUNIT_ASSERT_EQUAL_MESSAGE(without.err, 1, without.status);
    CPPUNIT_ASSERT_MESSAGE(without.err, without.err.find(module) != without.err.npos);
    install(std::string(std::string{build_stamp}.size(), '0'), module);
    const Finished with_another = start();
    CPPUNIT_ASSERT_EQUAL_MESSAGE(with_another.err, 1, with_another.status);
    CPPUNIT_ASSERT_MESSAGE(
        with_another.err,
        with_another.err.find(module + " is of another build") != with_another.err.npos);
  }

 private:
  // The program with a module that says so of itself.
  void install(const std::string& stamp, const std::string& name = "callwidgets-answers.so") {
    const auto overwrite = std::filesystem::copy_options::overwrite_existing;
    std::filesystem::copy_file(program_path("callwidgets"), folder_ / "callwidgets", overwrite);
    std::ifstream in{program_path(name), std::ios::binary};
    std::string module{std::istreambuf_iterator<char>(in), {}};
    const auto at = module.find(build_stamp);
    CPPUNIT_ASSERT(at != module.npos);
    module.replace(at, stamp.size(), stamp);
    std::ofstream{folder_ / name, std::ios::binary} << module;
  }

  std::vector<std::string> program(std::vector<std::string> environment) const {
    environment.insert(environment.begin(), {"env", "-i", "CALLWIDGETS_AUTH=everyone",
                                             "CALLWIDGETS_DATABASE=sqlite:" + (folder_ / "none.db"),
                                             "CALLWIDGETS_SOCKET=" + (folder_ / "socket")});
    environment.insert(environment.end(), {"timeout", "20", folder_ / "callwidgets"});
    return environment;
  }
  Finished run_as_cgi() const {
    return run(program({"GATEWAY_INTERFACE=CGI/1.1", "REQUEST_METHOD=GET",
                        "PATH_INFO=/widgets/data", "QUERY_STRING=type=call_totals"}));
  }

  Folder folder_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(ModuleBuildTest, "module_build_socket");

}  // namespace
}  // namespace callwidgets::test
