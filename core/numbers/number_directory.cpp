#include "numbers/number_directory.h"

#include "numbers/mapping_set.h"

namespace callwidgets::numbers {

NumberDirectory::NumberDirectory(const std::vector<Mapping>& mappings) {
  for (const Mapping& mapping : mappings) {
    const std::string& number = mapping.pattern.number;
    ByNumber& among = mapping.pattern.prefix ? prefixes_[number.size()] : numbers_;
    among[number].push_back(mapping);
  }
}

NumberDirectory::NumberDirectory(database::Session& session, std::int64_t account)
    : NumberDirectory(MappingSet{session, account}.all()) {}

const Mapping* NumberDirectory::find(std::string_view called, std::int64_t day) const {
  if (called.empty()) return nullptr;
  if (const Mapping* found = find(numbers_, called, day)) return found;
  for (const auto& [length, among] : prefixes_) {
    if (length > called.size()) continue;
    if (const Mapping* found = find(among, called.substr(0, length), day)) return found;
  }
  return nullptr;
}

const Mapping* NumberDirectory::find(const ByNumber& among, std::string_view number,
                                     std::int64_t day) {
  const auto found = among.find(number);
  if (found == among.end()) return nullptr;
  for (const Mapping& mapping : found->second) {
    if (mapping.holds_on(day)) return &mapping;
  }
  return nullptr;
}

}  // namespace callwidgets::numbers
