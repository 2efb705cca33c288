#include "sources/mapping/evaluation.h"

#include "sources/mapping/values.h"

namespace callwidgets::sources {

bool Node::truth(Evaluation& evaluation) const { return is_true(value(evaluation)); }

std::string_view Evaluation::named(std::size_t number) {
  if (!known_[number]) {
    values_[number] = named_[number]->value(*this);
    known_[number] = true;
  }
  return values_[number];
}

char* Evaluation::room(std::size_t size) {
  constexpr std::size_t most_of_a_row = 1 << 20;
  if (size > longest_value)
    throw ValueProblem{"a value of more than 64 KiB; a shorter one is allowed"};
  made_ += size;
  if (made_ > most_of_a_row) throw ValueProblem{"values of more than 1 MiB; fewer are allowed"};
  if (size <= sizeof first_ - used_) {
    used_ += size;
    return first_ + (used_ - size);
  }
  more_.push_back(std::make_unique_for_overwrite<char[]>(size));
  return more_.back().get();
}

}  // namespace callwidgets::sources
