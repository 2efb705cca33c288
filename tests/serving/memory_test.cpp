#include "cache/memory.h"

#include <cppunit/extensions/HelperMacros.h>

#include <random>

namespace callwidgets::cache {

class MemoryTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(MemoryTest);
  CPPUNIT_TEST(stays_within_its_bytes);
  CPPUNIT_TEST(no_entry_takes_more_than_an_eighth);
  CPPUNIT_TEST(a_scan_pushes_nothing_out_that_is_asked_for);
  CPPUNIT_TEST(random_use_keeps_its_books);
  CPPUNIT_TEST_SUITE_END();

 public:
  void stays_within_its_bytes() {
    Memory memory{10'000};
    for (int number = 0; number < 1000; ++number) {
      put(memory, std::to_string(number), 100);
      CPPUNIT_ASSERT(memory.bytes() <= 10'000);
    }
    CPPUNIT_ASSERT(memory.entries() > 5);
    put(memory, "too large", 10'000);
    CPPUNIT_ASSERT(!memory.find(7, "too large"));
    memory.clear(7);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, memory.bytes());
  }

  void no_entry_takes_more_than_an_eighth() {
    Memory memory{80'000};
    put(memory, "large", 9'000);
    put(memory, "larger", 10'000);
    CPPUNIT_ASSERT(memory.find(7, "large"));
    CPPUNIT_ASSERT(!memory.find(7, "larger"));
  }

  void a_scan_pushes_nothing_out_that_is_asked_for() {
    Memory memory{100'000};
    for (int number = 0; number < 50; ++number) put(memory, "hot " + std::to_string(number), 100);
    for (int round = 0; round < 3; ++round) {
      for (int number = 0; number < 50; ++number) memory.find(7, "hot " + std::to_string(number));
    }
    for (int number = 0; number < 10'000; ++number) {
      put(memory, "rare " + std::to_string(number), 100);
      if (number % 100 == 0) memory.find(7, "hot " + std::to_string(number / 100 % 50));
    }
    int left = 0;
    for (int number = 0; number < 50; ++number) {
      left += memory.find(7, "hot " + std::to_string(number)) != nullptr;
    }
    CPPUNIT_ASSERT_EQUAL(50, left);
  }

  void random_use_keeps_its_books() {
    std::mt19937 random{20'241'124};
    Memory memory{20'000};
    for (int step = 0; step < 30'000; ++step) {
      const std::string key = std::to_string(random() % 200);
      switch (random() % 8) {
        case 0:
          memory.change(7, static_cast<std::int64_t>(random() % 4),
                        static_cast<std::int32_t>(random() % 20), 5);
          break;
        case 1:
        case 2:
          put(memory, key, random() % 500);
          break;
        default:
          if (const auto found = memory.find(7, key)) CPPUNIT_ASSERT_EQUAL(key, found->etag);
      }
      CPPUNIT_ASSERT(memory.bytes() <= 20'000);
      CPPUNIT_ASSERT(memory.entries() * 400 <= memory.bytes());
    }
    memory.change(7, 0, -1, 1000);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, memory.entries());
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, memory.bytes());
  }

 private:
  static void put(Memory& memory, const std::string& key, std::size_t size) {
    const auto scope = static_cast<std::int64_t>(key.size() % 3);
    memory.put(
        7, key,
        std::make_shared<const Entry>(Entry{std::string(size, 'x'), key, 1, 11, 1, scope, 5, 10}));
  }
};

CPPUNIT_TEST_SUITE_NAMED_REGISTRATION(MemoryTest, "memory");

}  // namespace callwidgets::cache
