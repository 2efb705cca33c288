#pragma once
#include <cstdint>
#include <string>

#include "figures/state.h"
#include "figures/subject_cache.h"
#include "question/question.h"
#include "widgets/widget.h"

namespace callwidgets::widgets {

struct Answer {
  std::string body;      // the envelope, or an array of them
  figures::State state;  // of the account, that the body was computed from
  std::int64_t scope;    // that the figures are of; 0: of none yet
};

// Where an answer is read from: the pre-calculated figures, or, slowly, the calls by the plain
// definitions.
enum class Source { figures, calls };

// Computes the answer to a question, all of it from one state of the account. `book` belongs to the
// session. Throws question::Problem (not_found) for a customer that the account doesn't have,
// database::Error when the database fails.
Answer answer(database::Session& session, figures::SubjectCache& book,
              const question::Question& question, const Presentation& presentation,
              Source source = Source::figures);

}  // namespace callwidgets::widgets
