// A command that is killed again and again at random moments, until as many were killed before
// their end as were to be (crashes.h).
#pragma once

#include <cppunit/extensions/HelperMacros.h>
#include <signal.h>

#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "crashes.h"
#include "import_site.h"
#include "waiting.h"

namespace callwidgets::test {

class KilledCommand {
 public:
  explicit KilledCommand(unsigned seed) : random_(seed) {}

  // False once as many were killed. One that had ended before doesn't count.
  bool again() {
    if (killed_ >= crashes()) {
      std::cerr << "killed " << killed_ << " in " << attempts_ << " attempts\n";
      return false;
    }
    CPPUNIT_ASSERT_MESSAGE("they all end before they are killed",
                           ++attempts_ < 10 * crashes() + 20);
    return true;
  }

  // Whether it was killed before its end. Where it wasn't, the next one is killed sooner.
  bool run(const ImportSite& site, const std::vector<std::string>& words) {
    const Stopwatch watch;
    Process process(site.site().admin_command(words), site.folder() / "out", site.folder() / "err");
    std::uniform_int_distribution<int> moment{5, 5 + static_cast<int>(lasts_.count())};
    const int ended = process.wait(std::chrono::milliseconds(moment(random_)));
    if (ended == 0) lasts_ = watch.elapsed();
    process.signal(SIGKILL);
    const bool killed = process.wait(std::chrono::milliseconds(10'000)) == 128 + SIGKILL;
    killed_ += killed;
    return killed;
  }

 private:
  std::mt19937 random_;
  int killed_ = 0, attempts_ = 0;
  std::chrono::milliseconds lasts_{700};  // what is killed, as far as is known
};

}  // namespace callwidgets::test
