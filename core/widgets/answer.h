#pragma once
#include <cstdint>
#include <string>

#include "accounts/account.h"
#include "question/question.h"
#include "widgets/widget.h"

namespace callwidgets::widgets {

struct Answer {
  std::string body;  // the envelope, or an array of them
  // Of the snapshot that the body was computed from: the account's version, the generation of its
  // figures, and the scope that they are of (0: of none yet).
  std::int64_t version, generation, scope;
  std::int64_t nonce;  // the version's, in the ledger
};

// Where an answer is read from: the pre-calculated figures, or, slowly, the calls by the plain
// definitions.
enum class Source { figures, calls };

// Computes the answer to a question, all of it from one snapshot. `names` belongs to the session's
// thread. Throws question::Problem (not_found) for a customer that the account doesn't have,
// database::Error when the database fails.
Answer answer(database::Session& session, figures::NameBook& names, std::int64_t account,
              const question::Question& question, const Presentation& presentation,
              Source source = Source::figures);

}  // namespace callwidgets::widgets
