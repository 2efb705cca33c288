#include "fcgi/endpoint/rendered_answers.h"

namespace callwidgets::web {

RenderedAnswers& RenderedAnswers::of_this_thread() {
  thread_local RenderedAnswers answers;
  return answers;
}

void RenderedAnswers::keep(std::uint64_t owner, const std::string& question,
                           RenderedAnswer answer) {
  constexpr std::size_t most = 1024, largest = 4096;
  if (answer.text->size() + question.size() > largest) return;
  // Whatever is asked for often is soon here again.
  if (owner != owner_ || by_question_.size() >= most) by_question_.clear();
  owner_ = owner;
  by_question_[question] = std::move(answer);
}

}  // namespace callwidgets::web
