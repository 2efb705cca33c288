// Runs a suite that one *_test.cpp registered, `unit_tests csv_reader`, or one of its tests:
// `unit_tests csv_reader a_header_names_the_columns`.
#include <cppunit/BriefTestProgressListener.h>
#include <cppunit/CompilerOutputter.h>
#include <cppunit/Test.h>
#include <cppunit/TestResult.h>
#include <cppunit/TestResultCollector.h>
#include <cppunit/extensions/TestFactoryRegistry.h>

#include <iostream>
#include <memory>
#include <string>

namespace {

// The suite itself where `name` is null. Null where it has no test of that name.
CppUnit::Test* named(CppUnit::Test* suite, const char* name) {
  if (!name) return suite;
  for (int i = 0; i < suite->getChildTestCount(); ++i) {
    CppUnit::Test* const test = suite->getChildTestAt(i);
    if (test->getName().ends_with(std::string{"::"} + name)) return test;
    if (CppUnit::Test* const below = named(test, name)) return below;
  }
  return nullptr;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2 && argc != 3) {
    std::cerr << "usage: " << argv[0] << " SUITE [TEST]\n";
    return 2;
  }
  const std::unique_ptr<CppUnit::Test> suite{
      CppUnit::TestFactoryRegistry::getRegistry(argv[1]).makeTest()};
  CppUnit::Test* const test = named(suite.get(), argc == 3 ? argv[2] : nullptr);
  if (!test) {
    std::cerr << argv[1] << " has no test named " << argv[2] << '\n';
    return 2;
  }
  CppUnit::TestResult events;
  CppUnit::TestResultCollector results;
  CppUnit::BriefTestProgressListener progress;
  events.addListener(&results);
  events.addListener(&progress);
  events.runTest(test);
  CppUnit::CompilerOutputter outputter{&results, std::cerr};
  outputter.setNoWrap();
  outputter.write();
  if (results.runTests() == 0) std::cerr << "no suite is registered as " << argv[1] << '\n';
  return results.wasSuccessful() && results.runTests() > 0 ? 0 : 1;
}
