#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>

#include "calls/areas.h"

namespace callwidgets::calls {

// Look-ups that were made lately. A look-up takes some 20 microseconds, and most callers call
// again. Holds between `limit` and twice as many.
class RecentAreas {
 public:
  explicit RecentAreas(std::size_t limit) : limit_(limit) {}

  const std::string& get(const std::string& key, const std::function<std::string()>& look_up);
  std::size_t size() const { return young_.size() + old_.size(); }

 private:
  std::size_t limit_;
  std::unordered_map<std::string, std::string> young_;
  std::unordered_map<std::string, std::string> old_;
};

// Areas from libphonenumber's numbering plans and geocoder. Not for use by two threads. The first
// look-up loads data, some 30 ms.
class PhoneAreas : public Areas {
 public:
  PhoneAreas();
  ~PhoneAreas() override;

  std::string area_of(const std::string& number) override;
  std::string international(const std::string& number, const std::string& region) override;

  // Whether national numbers of this region can be read: two capital letters that libphonenumber
  // knows.
  static bool knows(const std::string& region);

 private:
  struct Library;
  std::unique_ptr<Library> library_;
  RecentAreas areas_;
  RecentAreas internationals_;
};

}  // namespace callwidgets::calls
