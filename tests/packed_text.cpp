#include "packed_text.h"

#include <Poco/DeflatingStream.h>
#include <Poco/TextConverter.h>
#include <Poco/UTF16Encoding.h>
#include <Poco/UTF8Encoding.h>

#include <sstream>

namespace callwidgets::test {

std::string gzipped(const std::string& text) {
  std::ostringstream packed;
  Poco::DeflatingOutputStream stream{packed, Poco::DeflatingStreamBuf::STREAM_GZIP};
  stream << text;
  stream.close();
  return packed.str();
}

std::string utf16(const std::string& text, bool big_endian) {
  const Poco::UTF8Encoding from;
  const Poco::UTF16Encoding to{big_endian ? Poco::UTF16Encoding::BIG_ENDIAN_BYTE_ORDER
                                          : Poco::UTF16Encoding::LITTLE_ENDIAN_BYTE_ORDER};
  std::string converted;
  Poco::TextConverter{from, to}.convert(text, converted);
  return (big_endian ? "\xFE\xFF" : "\xFF\xFE") + converted;
}

}  // namespace callwidgets::test
