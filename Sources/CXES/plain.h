#pragma once

#include "reader.h"

// Why the plain reader stopped: the place is before the first tag that it did not take.
enum class PlainStop {
  more,  // the bytes end, perhaps in the middle of a tag
  other, // something that it does not read
  full,
};

// Traces, events and their attributes as programs write them. See plain.cpp.
class Plain {
public:
  explicit Plain(const Keys &keys) : keys(keys) {}

  PlainStop read(Cursor &cursor, Level &level, Items &items);

private:
  // What stood between two values, kept to be compared as a whole with what comes next: an
  // attribute's tag up to the quote before its value.
  struct Shape {
    static constexpr size_t most = 96;
    uint8_t bytes[most + 16];
    uint32_t count = 0;
    uint32_t key = Keys::none;
    uint8_t type = 0;
  };
  // The longest events whose attributes are foreseen.
  static constexpr size_t foreseen = 64;

  enum class Taken { yes, no, incomplete };

  Taken attribute(Cursor &cursor, bool of_event, Items &items);
  const uint8_t *foresee(const Cursor &cursor, uint32_t &key, uint8_t &type);
  Taken prefix(const Cursor &cursor, bool of_event, uint32_t &key, uint8_t &type,
               const uint8_t *&value);

  const Keys &keys;
  Shape shapes[foreseen];
  size_t position = 0; // in the event
};
