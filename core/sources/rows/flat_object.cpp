#include "sources/rows/flat_object.h"

#include <algorithm>
#include <array>

namespace callwidgets::sources {
namespace {

// A record of 64 KiB has fewer, and one that is longer is a bad one.
constexpr std::size_t most_members = 16 * 1024;
constexpr std::size_t longest_path = 256;

// What systems call the list of their records.
constexpr std::array<std::string_view, 8> lists = {"cdr_root", "cdr_list", "data",    "calls",
                                                   "cdrs",     "records",  "results", "items"};

}  // namespace

void FlatObject::clear() {
  levels_.clear();
  path_.clear();
  members_.clear();
  values_.clear();
}

bool FlatObject::is_list(std::string_view name) const {
  return std::find(lists.begin(), lists.end(), name) != lists.end();
}

// The path of what stands here now.
std::string FlatObject::next_path() {
  std::string path = path_;
  if (!path.empty()) path += '.';
  if (!levels_.empty() && levels_.back().list) {
    path += std::to_string(levels_.back().elements++);
  } else {
    path += name();
  }
  if (path.size() > longest_path) {
    if (problem_.empty())
      problem_ = "a name of more than 256 bytes, with those around it; allowed: 256";
    path.resize(longest_path);
  }
  return path;
}

void FlatObject::keep(const Value& value) {
  std::string path = next_path();
  if (members_.size() == most_members) return;
  members_.push_back({std::move(path), {}});
  values_.push_back(value);
}

void FlatObject::opens(char bracket) {
  std::string path = next_path();
  levels_.push_back({bracket == '[', path_.size(), 0});
  path_ = std::move(path);
}

void FlatObject::closes() {
  if (levels_.empty()) return;
  path_.resize(levels_.back().path);
  levels_.pop_back();
}

void FlatObject::judge(calls::Record& record) {
  if (!has_bounds(record)) return;
  for (std::size_t at = 0; at < members_.size() && problem_.empty(); ++at) {
    switch (values_[at].kind) {
      case Kind::escaped:
        members_[at].value = decode(values_[at].text, problem_);
        if (!problem_.empty()) problem_ = members_[at].path + " has " + problem_;
        break;
      case Kind::text:
      case Kind::whole_number:
      case Kind::fraction:
      case Kind::boolean:
        members_[at].value = values_[at].text;
        break;
      case Kind::absent:
      case Kind::null:
      case Kind::nested:
        break;
    }
  }
  record.problem = problem_;
}

}  // namespace callwidgets::sources
