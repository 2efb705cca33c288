#include "widgets/answer.h"

#include <algorithm>
#include <functional>
#include <map>

#include "figures/definition.h"
#include "figures/reader.h"

namespace callwidgets::widgets {
namespace {

void write_envelope(const Widget& widget, const figures::Series& series,
                    const question::Question& question, const Presentation& presentation,
                    json::Text& json) {
  json.begin_object().key("dataset").text(widget.name).key("datasources").begin_array();
  // All entries are of the same segment: they are drawn once.
  json::Text data;
  if (question.datasources > 1) widget.draw(series, question, presentation, data);
  const std::string drawn = data.take();
  for (std::size_t entry = 0; entry < question.datasources; ++entry) {
    json.begin_object().key("datasource").number(0).key("data");
    if (question.datasources > 1) {
      json.raw(drawn);
    } else {
      widget.draw(series, question, presentation, json);
    }
    json.end_object();
  }
  json.end_array().end_object();
}

// What the figures give, or the definitions.
using Series = std::function<figures::Series(const Widget&)>;

std::string body(const question::Question& question, const Presentation& presentation,
                 const Series& series) {
  json::Text json;
  if (question.several) json.begin_array();
  // A type that is repeated is read and drawn once.
  std::map<std::size_t, std::string> repeated;
  for (const std::size_t type : question.types) {
    const Widget& widget = table()[type];
    if (std::count(question.types.begin(), question.types.end(), type) == 1) {
      write_envelope(widget, series(widget), question, presentation, json);
      continue;
    }
    std::string& envelope = repeated[type];
    if (envelope.empty()) {
      json::Text text;
      write_envelope(widget, series(widget), question, presentation, text);
      envelope = text.take();
    }
    json.raw(envelope);
  }
  if (question.several) json.end_array();
  return json.take();
}

figures::Subject read_subject(database::Session& session, figures::SubjectCache& book,
                              const question::Question& question) {
  const auto subject = book.read(session, question.account, question.customer_id);
  if (subject) return *subject;
  throw question::no_such_customer(question.customer_id);
}

Answer from_figures(database::Session& session, figures::SubjectCache& book,
                    const figures::Subject& subject, const question::Question& question,
                    const Presentation& presentation) {
  figures::Reader figures{session, book, subject, question.range};
  std::string text = body(question, presentation, [&](const Widget& widget) {
    return widget.reading(figures, presentation);
  });
  if (!book.saw(session, figures.state())) throw figures::StateChanged{};
  return {std::move(text), figures.state(), subject.scope};
}

Answer from_calls(database::Session& session, figures::SubjectCache& book,
                  const figures::Subject& subject, const question::Question& question,
                  const Presentation& presentation) {
  figures::Scope scope{book.account(), std::nullopt};
  if (subject.customer != 0) scope.customer = subject.customer;
  std::string text = body(question, presentation, [&](const Widget& widget) {
    return figures::by_definition(session, *widget.definition, scope, question.range,
                                  presentation.top_customers);
  });
  return {std::move(text), book.state(), subject.scope};
}

}  // namespace

Answer answer(database::Session& session, figures::SubjectCache& book,
              const question::Question& question, const Presentation& presentation, Source source) {
  // Without a transaction, for every statement says which state it saw: that saves two round trips.
  // Where an import comes in between, once more with one.
  if (source == Source::figures) {
    try {
      const auto known = book.find(question.account, question.customer_id);
      return from_figures(session, book, known ? *known : read_subject(session, book, question),
                          question, presentation);
    } catch (const figures::StateChanged&) {
    }
  }
  return database::in_snapshot(session, [&] {
    const auto subject = read_subject(session, book, question);
    const auto from = source == Source::figures ? from_figures : from_calls;
    return from(session, book, subject, question, presentation);
  });
}

}  // namespace callwidgets::widgets
