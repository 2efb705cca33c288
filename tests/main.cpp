// Runs the suite that one *_test.cpp registered under its file's name: `unit_tests csv_reader`.
#include <cppunit/BriefTestProgressListener.h>
#include <cppunit/CompilerOutputter.h>
#include <cppunit/TestResult.h>
#include <cppunit/TestResultCollector.h>
#include <cppunit/TestRunner.h>
#include <cppunit/extensions/TestFactoryRegistry.h>

#include <iostream>

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: " << argv[0] << " SUITE\n";
    return 2;
  }
  CppUnit::TestResult events;
  CppUnit::TestResultCollector results;
  CppUnit::BriefTestProgressListener progress;
  events.addListener(&results);
  events.addListener(&progress);
  CppUnit::TestRunner runner;
  runner.addTest(CppUnit::TestFactoryRegistry::getRegistry(argv[1]).makeTest());
  runner.run(events);
  CppUnit::CompilerOutputter outputter{&results, std::cerr};
  outputter.setNoWrap();
  outputter.write();
  if (results.runTests() == 0) std::cerr << "no suite is registered as " << argv[1] << '\n';
  return results.wasSuccessful() && results.runTests() > 0 ? 0 : 1;
}
