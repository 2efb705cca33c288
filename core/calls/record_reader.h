#pragma once
#include <cstdint>
#include <memory>

#include "calls/input/byte_source.h"
#include "calls/page.h"
#include "calls/record.h"

namespace callwidgets::calls {

// The records of one input, in order. Memory stays bounded whatever the input holds. Not for use by
// two threads.
class RecordReader {
 public:
  virtual ~RecordReader() = default;
  // The next record, a bad one too: then `problem` says why. False at the end. Throws InputError
  // where reading fails.
  virtual bool next(Record& record) = 0;
  // Bytes that the records so far took up, for progress.
  virtual std::int64_t consumed() const = 0;
};

enum class Format { detect, csv, json };

// A reader for the form that the input has, or that `format` says, behind gzip and in any encoding
// that DecodedSource knows; lines and offsets are those of the text in it. The source is borrowed
// and must outlive it. `seen` is told of each JSON page. Throws InputError, quoting the first line
// found and saying what it seems to be, where the form isn't known or a CSV header lacks a
// mandatory column. An empty input is an error too, unless `format` says what it is.
std::unique_ptr<RecordReader> read_records(ByteSource& source, Format format = Format::detect,
                                           PageSeen seen = {});

}  // namespace callwidgets::calls
