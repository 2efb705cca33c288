#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "calls/json_object.h"

namespace callwidgets::sources {

// A JSON object with all its values by their paths: `id`, `main_cdr.src`, `legs.0.to`. Numbers and
// booleans are their text, null is empty.
class FlatObject : public calls::JsonObject {
 public:
  FlatObject() { deep_ = true; }

  struct Member {
    std::string path;
    std::string_view value;
  };
  // Of the last object that was read whole. Views hold as the record's do.
  const std::vector<Member>& members() const { return members_; }

 protected:
  void clear() override;
  bool is_list(std::string_view name) const override;
  void keep(const Value& value) override;
  void opens(char bracket) override;
  void closes() override;
  void judge(calls::Record& record) override;

 private:
  struct Level {
    bool list = false;
    std::size_t path = 0;  // how long the path is without this level's own name
    std::size_t elements = 0;
  };
  std::string next_path();

  std::vector<Level> levels_;  // within the object
  std::string path_;           // of the innermost level
  std::vector<Member> members_;
  std::vector<Value> values_;  // of each member, as they stand
};

}  // namespace callwidgets::sources
