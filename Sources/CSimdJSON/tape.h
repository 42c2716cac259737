// simdjson's tape: a document as words, the type of each in its top byte. A number takes two words,
// an object or list says where it ends, texts lie in a buffer of their own behind their lengths.

#ifndef BATON_TAPE_H
#define BATON_TAPE_H

#include <cstring>
#include <string_view>

#include <simdjson.h>

using simdjson::internal::tape_type;

class Tape {
 public:
  // The place of a document's value.
  static constexpr size_t root = 1;

  explicit Tape(const simdjson::dom::document &document)
      : words(document.tape.get()), texts(document.string_buf.get()) {}

  tape_type type(size_t place) const { return static_cast<tape_type>(words[place] >> 56); }

  int64_t integer(size_t place) const { return static_cast<int64_t>(words[place + 1]); }

  // Of a double, or of an integer that only fits without sign.
  double number(size_t place) const {
    if (type(place) == tape_type::UINT64) return static_cast<double>(words[place + 1]);
    double number;
    std::memcpy(&number, &words[place + 1], sizeof number);
    return number;
  }

  // The bytes of a text, which its length as 32 bits precedes.
  const uint8_t *bytes(size_t place) const {
    return texts + (words[place] & simdjson::internal::JSON_VALUE_MASK) + sizeof(uint32_t);
  }

  static uint32_t length(const uint8_t *bytes) {
    uint32_t length;
    std::memcpy(&length, bytes - sizeof length, sizeof length);
    return length;
  }

  std::string_view text(size_t place) const {
    const uint8_t *start = bytes(place);
    return {reinterpret_cast<const char *>(start), length(start)};
  }

  // Where the closing bracket of an object or list is.
  size_t last(size_t place) const { return static_cast<uint32_t>(words[place]) - 1; }

  // The place behind a value.
  size_t next(size_t place) const {
    switch (type(place)) {
      case tape_type::INT64:
      case tape_type::UINT64:
      case tape_type::DOUBLE: return place + 2;
      case tape_type::START_ARRAY:
      case tape_type::START_OBJECT: return static_cast<uint32_t>(words[place]);
      default: return place + 1;
    }
  }

 private:
  const uint64_t *words;
  const uint8_t *texts;
};

#endif
