#include "calls/origin/phone_areas.h"

#include <phonenumbers/geocoding/phonenumber_offline_geocoder.h>
#include <phonenumbers/phonenumberutil.h>
#include <unicode/locid.h>

#include <algorithm>
#include <array>
#include <list>
#include <set>
#include <string_view>
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

// What of an international number shows that it may be written otherwise than E.164 writes it: the
// national part begins with what is dialled before it within the country, or its country puts more
// into numbers that mobile telephones have. Looking at that costs nanoseconds, asking the library
// 20 microseconds; nearly all numbers are written as E.164 does.
class NationalPrefixes {
 public:
  explicit NationalPrefixes(const PhoneNumberUtil& numbers) {
    std::set<int> codes;
    numbers.GetSupportedCallingCodes(&codes);
    for (const int code : codes) {
      std::list<std::string> regions;
      numbers.GetRegionCodesForCountryCallingCode(code, &regions);
      std::string& first = first_digits_[static_cast<std::size_t>(code)];
      first = "0";
      for (const std::string& region : regions) {
        if (region == "001") continue;  // a service of no country
        std::string prefix;
        numbers.GetNddPrefixForRegion(region, true, &prefix);
        if (!prefix.empty()) first += prefix[0];
      }
      std::string token;
      numbers.GetCountryMobileToken(code, &token);
      if (!token.empty()) first = "0123456789";
    }
  }

  // True of what has no known country code, too.
  bool may_stand_in(std::string_view number) const {
    std::size_t code = 0;
    for (std::size_t at = 1; at < std::min(number.size(), std::size_t{4}); ++at) {
      code = code * 10 + static_cast<std::size_t>(number[at] - '0');
      const std::string& first = first_digits_[code];
      if (first.empty()) continue;
      return at + 1 == number.size() || first.find(number[at + 1]) != first.npos;
    }
    return true;
  }

 private:
  std::array<std::string, 1000> first_digits_;  // by country code
};

struct PhoneAreas::Library {
  const PhoneNumberUtil& numbers = *PhoneNumberUtil::GetInstance();
  PhoneNumberOfflineGeocoder geocoder;
  NationalPrefixes prefixes{numbers};

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
    if (numbers.Parse(text, region, &number) != PhoneNumberUtil::NO_PARSING_ERROR) return {};
    // Possible rather than valid: a range that is newer than our data must not make two callers of
    // one.
    if (numbers.IsPossibleNumberWithReason(number) != PhoneNumberUtil::IS_POSSIBLE) return {};
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
  const bool national = !number.starts_with('+');
  if (!national && !library_->prefixes.may_stand_in(number)) return number;
  return internationals_.get((national ? region : no_region) + number, [&] {
    return library_->international(number, national ? region : no_region);
  });
}

bool PhoneAreas::knows(const std::string& region) {
  std::set<std::string> regions;
  PhoneNumberUtil::GetInstance()->GetSupportedRegions(&regions);
  return regions.contains(region);
}

}  // namespace callwidgets::calls
