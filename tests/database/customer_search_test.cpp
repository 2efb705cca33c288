// Customers found by the beginnings of words of their names, while names and customers change. The
// numbers of /customers?name= are reckoned here on their own.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <map>

#include "fastcgi_client.h"
#include "import_site.h"
#include "waiting.h"

namespace callwidgets::test {
namespace {

constexpr std::chrono::seconds kSoon{5};

// An account `one` with 6,100 customers called by their ids, 1000 to 7099, which is more than are
// read at once, and an account `second` with a few.
template <Database kind>
class CustomerSearchTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CustomerSearchTest<kind>);
  CPPUNIT_TEST(all_pages_together_are_what_is_found);
  CPPUNIT_TEST(a_new_customer_is_found_at_once);
  CPPUNIT_TEST(a_renamed_customer_is_found_soon);
  CPPUNIT_TEST(callers_of_some_customers_find_those);
  CPPUNIT_TEST(accounts_do_not_mix);
  CPPUNIT_TEST(plain_cgi_finds_the_same);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    for (long id = 1000; id < 7100; ++id) names_[id] = std::to_string(id);
    site().must_admin({"import", "--account", "one", "-"}, csv(names_));
    site().must_admin({"account", "add", "second"});
    site().must_admin({"import", "--account", "second", "-"}, csv({{1234, ""}, {9, ""}}));
    rename(1234, "Café Zürich");
    rename(5000, "ZÜRCHER Verein");
    site().must_admin({"login", "add", "anna", "--account", "one"});
    site().must_admin({"login", "add", "bert", "--account", "second"});
    site().must_admin({"login", "add", "carl", "--account", "one", "--customer", "1235",
                       "--customer", "5000", "--customer", "7000"});
  }

  void all_pages_together_are_what_is_found() {
    serve();
    for (const char* beginning : {"1", "12", "123", "70", "8", "5000"}) {
      for (const long pagesize : {7L, 500L, 1000L}) {
        const long pages = static_cast<long>(found(beginning).size()) / pagesize;
        for (long page = 0; page <= pages; page += page > 3 ? 21 : 1) {
          const std::string more =
              "&page=" + std::to_string(page) + "&pagesize=" + std::to_string(pagesize);
          is(answer(found(beginning), page, pagesize), "anna", beginning + more);
        }
      }
    }
    is(answer({1234, 5000}), "anna", "z%C3%BC");
    is(answer({1234}), "anna", "ZÜRI+CAF");
  }

  void a_new_customer_is_found_at_once() {
    serve();
    is(answer({1234, 5000}), "anna", "z%C3%BC");
    for (const long id : {999L, 12345L}) {
      names_[id] = "Zü" + std::to_string(id);
      site().must_admin(
          {"customer", "add", std::to_string(id), "--name", names_[id], "--account", "one"});
      is(answer(id == 999 ? std::vector<long>{999, 1234, 5000}
                          : std::vector<long>{999, 1234, 5000, 12345}),
         "anna", "z%C3%BC");
    }
    names_[5] = "5";
    site().must_admin({"import", "--account", "one", "-"}, csv({{5, ""}}, "new"));
    is(answer(found("5")), "anna", "5");
  }

  void a_renamed_customer_is_found_soon() {
    serve();
    is(answer({}), "anna", "quick");
    rename(2000, "Quick & Brown");
    becomes([&] { return ask("anna", "quick"); }, answer({2000}));
    rename(2000, "2000");
    becomes([&] { return ask("anna", "quick"); }, answer({}));
    is(answer({2000}), "anna", "2000");
  }

  void callers_of_some_customers_find_those() {
    serve();
    is(answer({5000}), "carl", "z%C3%BC");
    is(answer({1235}), "carl", "1");
    is(answer({1235, 5000, 7000}), "carl", "");
    is(answer({}), "carl", "2");
    is(answer({}), "carl", "1&customer_id=7000");
    is(answer({}), "carl", "1&customer_id=1236");
    rename(7000, "Zü");
    is(answer({5000, 7000}), "carl", "z%C3%BC");
  }

  void accounts_do_not_mix() {
    serve();
    is(answer({1234}), "anna", "caf");
    is(answer({}), "bert", "caf");
    is(R"({"total":1,"page":0,"pagesize":1000,"numpages":1,"customers":[)"
       R"({"customer_id":"1234","name":"1234","custnr":""}]})",
       "bert", "12");
  }

  // Without and with what another process has read.
  void plain_cgi_finds_the_same() {
    serve({"cache_folder = " + (made_.folder() / "answers")});
    for (int again = 0; again < 3; ++again) {
      CPPUNIT_ASSERT_EQUAL(answer({1234, 5000}), ask_cgi("z%C3%BC"));
      if (again == 1) is(answer({1234, 5000}), "anna", "z%C3%BC");
    }
    rename(2000, "Zülpich");
    becomes([&] { return ask_cgi("z%C3%BC"); }, answer({1234, 2000, 5000}));
  }

 private:
  using Names = std::map<long, std::string>;

  Site& site() { return const_cast<Site&>(made_.site()); }

  static std::string csv(const Names& customers, const std::string& prefix = "c") {
    std::string text = "cdr_id,start,duration,answered,customer_id\n";
    for (const auto& [id, name] : customers) {
      text += prefix + std::to_string(id) + ",2024-02-03 10:00:00,5,1," + std::to_string(id) + "\n";
    }
    return text;
  }

  void rename(long id, const std::string& name) {
    site().must_admin({"customer", "rename", std::to_string(id), name, "--account", "one"});
    names_[id] = name;
  }

  // Of those who have a single word for a name.
  std::vector<long> found(const std::string& beginning) const {
    std::vector<long> ids;
    for (const auto& [id, name] : names_) {
      if (name.starts_with(beginning)) ids.push_back(id);
    }
    return ids;
  }

  std::string answer(const std::vector<long>& ids, long page = 0, long pagesize = 1000) const {
    const long total = static_cast<long>(ids.size());
    std::string text = "{\"total\":" + std::to_string(total) + ",\"page\":" + std::to_string(page) +
                       ",\"pagesize\":" + std::to_string(pagesize) +
                       ",\"numpages\":" + std::to_string((total + pagesize - 1) / pagesize) +
                       ",\"customers\":[";
    for (long at = page * pagesize; at < std::min(total, (page + 1) * pagesize); ++at) {
      const long id = ids[static_cast<std::size_t>(at)];
      text += (at > page * pagesize ? "," : "") + ("{\"customer_id\":\"" + std::to_string(id)) +
              "\",\"name\":\"" + names_.at(id) + "\",\"custnr\":\"\"}";
    }
    return text + "]}";
  }

  void serve(std::vector<std::string> more = {}) {
    more.push_back("auth = server");
    site().settle(more);
    site().start();
  }

  std::string ask(const std::string& login, const std::string& name) {
    Params params = get("/customers", "name=" + name);
    params.emplace_back("REMOTE_USER", login);
    return send(site().socket(), params).body();
  }

  void is(const std::string& wanted, const std::string& login, const std::string& name) {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(login + ": " + name, wanted, ask(login, name));
  }

  std::string ask_cgi(const std::string& name) {
    const std::string out = site().cgi("/customers?name=" + name, {"REMOTE_USER=anna"}).out;
    return out.substr(out.find("\r\n\r\n") + 4);
  }

  template <class Ask>
  static void becomes(Ask asked, const std::string& wanted) {
    std::string last;
    const bool came = eventually([&] { return (last = asked()) == wanted; }, kSoon,
                                 std::chrono::milliseconds{20});
    CPPUNIT_ASSERT_MESSAGE(last, came);
  }

  ImportSite made_{kind};
  Names names_;
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CustomerSearchTest<Database::sqlite>,
                                      "customer_search_sqlite");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CustomerSearchTest<Database::mariadb>,
                                      "customer_search_mariadb");
CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(CustomerSearchTest<Database::mysql56>,
                                      "customer_search_mysql56");

}  // namespace
}  // namespace callwidgets::test
