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
  enum class Taken { yes, no, incomplete };

  explicit Plain(const Keys &keys) : keys(keys) {}

  PlainStop read(Cursor &cursor, Level &level, Items &items);

private:
  // What stood between two tags' values, kept to be compared as a whole with what comes next: the
  // space before an attribute's tag, and the tag up to the quote before its value.
  struct Shape {
    static constexpr size_t most = 112;
    uint8_t bytes[most + 16];
    uint32_t count = 0;
    uint32_t lines = 0; // that end in the space
    uint32_t key = Keys::none;
    uint8_t type = 0;
  };
  // The longest events whose attributes are foreseen.
  static constexpr size_t foreseen = 64;

  const Shape *foresee(const Cursor &cursor);
  bool foreseen_attribute(Cursor &cursor, Items &items);
  Taken attribute(Cursor &cursor, const Cursor &space, bool of_event, Items &items);
  static Taken skip_header(Cursor &cursor);

  const Keys &keys;
  Shape shapes[foreseen];
  size_t position = 0; // in the event
};
