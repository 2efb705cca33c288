#include "calls/origin/phone_areas.h"

#include <phonenumbers/geocoding/phonenumber_offline_geocoder.h>
#include <phonenumbers/phonenumberutil.h>
#include <unicode/locid.h>

#include <set>
#include <utility>

namespace callwidgets::calls {
namespace {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberOfflineGeocoder;
using i18n::phonenumbers::PhoneNumberUtil;

constexpr std::size_t remembered = 1 << 16;
constexpr char no_region[] = "ZZ";

}  // namespace

const std::string& RecentAreas::get(const std::string& key,
                                    const std::function<std::string()>& look_up) {
  const auto young = young_.find(key);
  if (young != young_.end()) return young->second;
  const auto old = old_.find(key);
  std::string value = old != old_.end() ? std::move(old->second) : look_up();
  if (old != old_.end()) old_.erase(old);
  if (young_.size() >= limit_) {
    old_ = std::move(young_);
    young_.clear();
  }
  return young_.emplace(key, std::move(value)).first->second;
}

struct PhoneAreas::Library {
  const PhoneNumberUtil& numbers = *PhoneNumberUtil::GetInstance();
  PhoneNumberOfflineGeocoder geocoder;

  std::string area_of(const std::string& text) const {
    PhoneNumber number;
    if (numbers.Parse(text, no_region, &number) != PhoneNumberUtil::NO_PARSING_ERROR)
      return "Unknown";
    const auto type = numbers.GetNumberType(number);
    if (type == PhoneNumberUtil::MOBILE) return "Mobile";
    const icu::Locale& english = icu::Locale::getEnglish();
    const std::string area = geocoder.GetDescriptionForNumber(number, english);
    if (type == PhoneNumberUtil::FIXED_LINE_OR_MOBILE) {
      // The geocoder says the country where it knows no area, and to a user elsewhere always.
      const bool only_country =
          area == geocoder.GetDescriptionForNumber(number, english, no_region);
      if (only_country) return "Mobile";
    }
    return area.empty() ? "Unknown" : area;
  }

  std::string international(const std::string& text, const std::string& region) const {
    PhoneNumber number;
    if (numbers.Parse(text, region, &number) != PhoneNumberUtil::NO_PARSING_ERROR) return text;
    // Possible rather than valid: a range that is newer than our data must not make two callers of
    // one.
    if (numbers.IsPossibleNumberWithReason(number) != PhoneNumberUtil::IS_POSSIBLE) return text;
    std::string written;
    numbers.Format(number, PhoneNumberUtil::E164, &written);
    return written;
  }
};

PhoneAreas::PhoneAreas()
    : library_(std::make_unique<Library>()), areas_(remembered), internationals_(remembered) {}

PhoneAreas::~PhoneAreas() = default;

std::string PhoneAreas::area_of(const std::string& number) {
  return areas_.get(number, [&] { return library_->area_of(number); });
}

std::string PhoneAreas::international(const std::string& number, const std::string& region) {
  return internationals_.get(region + number,
                             [&] { return library_->international(number, region); });
}

bool PhoneAreas::knows(const std::string& region) {
  std::set<std::string> regions;
  PhoneNumberUtil::GetInstance()->GetSupportedRegions(&regions);
  return regions.contains(region);
}

}  // namespace callwidgets::calls
