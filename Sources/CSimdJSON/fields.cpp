// Records as simdjson has read them. Three steps a member: its name, mostly the expected one and
// told by a comparison; whether the name was there before, by a sparse set that needs no clearing;
// its value, read from the tape.

#include "fields.h"

#include <cmath>
#include <new>

#include "word.h"

namespace {

// Names are short: a call to memcmp would cost more than the comparison.
bool same(const uint8_t *left, const uint8_t *right, size_t length) {
  if (length >= 8) {
    const size_t last = length - 8;
    for (size_t i = 0; i < last; i += 8) {
      if (word(left + i) != word(right + i)) return false;
    }
    return word(left + last) == word(right + last);
  }
  if (length >= 4) {
    return half(left) == half(right) && half(left + length - 4) == half(right + length - 4);
  }
  for (size_t i = 0; i < length; ++i) {
    if (left[i] != right[i]) return false;
  }
  return true;
}

// Who writes records cannot make the table of names slow, only look up in it.
size_t hash(const uint8_t *name, size_t length) {
  uint64_t hash = length;
  size_t i = 0;
  for (; i + 8 <= length; i += 8) hash = (hash ^ word(name + i)) * 0x9fb21c651e98df25;
  for (; i < length; ++i) hash = (hash ^ name[i]) * 0x9fb21c651e98df25;
  return static_cast<size_t>(hash ^ (hash >> 32));
}

bool is_ascii(const uint8_t *name, size_t length) {
  uint8_t all = 0;
  for (size_t i = 0; i < length; ++i) all |= name[i];
  return all < 0x80;
}

// Reads the value at a place into a member and says where the next one is.
inline size_t read_value(const Tape &tape, size_t place, csj_member &member) {
  member.place = static_cast<uint32_t>(place);
  member.is_quoted = 0;
  switch (tape.type(place)) {
    case tape_type::STRING: {
      const uint8_t *bytes = tape.bytes(place);
      member.kind = csj_text;
      member.count = Tape::length(bytes);
      member.text = reinterpret_cast<const char *>(bytes);
      return place + 1;
    }
    case tape_type::INT64:
      member.kind = csj_integer;
      member.integer = tape.integer(place);
      return place + 2;
    case tape_type::UINT64:
    case tape_type::DOUBLE: {
      const double number = tape.number(place);
      // Up to here every integer has its own double: 1 and 1.0 are one value.
      if (std::fabs(number) <= 0x1p53 && number == std::trunc(number)) {
        member.kind = csj_integer;
        member.integer = static_cast<int64_t>(number);
      } else {
        member.kind = csj_number;
        member.number = number;
      }
      return place + 2;
    }
    case tape_type::NULL_VALUE: member.kind = csj_null; return place + 1;
    case tape_type::FALSE_VALUE: member.kind = csj_false; return place + 1;
    case tape_type::TRUE_VALUE: member.kind = csj_true; return place + 1;
    case tape_type::START_ARRAY: member.kind = csj_list; return tape.next(place);
    default: member.kind = csj_object; return tape.next(place);
  }
}

}  // namespace

csj_fields::csj_fields(const uint8_t *names, const uint32_t *ends, size_t count)
    : names(reinterpret_cast<const char *>(names), count ? ends[count - 1] : 0),
      ends(ends, ends + count),
      members(count),
      capacity(count),
      positions(count) {
  size_t capacity = 8;
  while (capacity < 2 * count) capacity *= 2;
  slots.resize(capacity);
  for (size_t i = 0; i < count; ++i) {
    const uint32_t start = i ? ends[i - 1] : 0;
    size_t slot = hash(names + start, ends[i] - start) & (capacity - 1);
    while (slots[slot]) slot = (slot + 1) & (capacity - 1);
    slots[slot] = static_cast<uint32_t>(i + 1);
  }
}

int32_t csj_fields::find(const uint8_t *name, uint32_t length) const {
  const auto *known = reinterpret_cast<const uint8_t *>(names.data());
  const size_t mask = slots.size() - 1;
  for (size_t slot = hash(name, length) & mask; slots[slot]; slot = (slot + 1) & mask) {
    const uint32_t index = slots[slot] - 1;
    const uint32_t start = index ? ends[index - 1] : 0;
    if (ends[index] - start == length && same(known + start, name, length)) {
      return static_cast<int32_t>(index);
    }
  }
  return is_ascii(name, length) ? csj_unknown : csj_unsure;
}

int32_t csj_fields::learn(const uint8_t *name, uint32_t length, size_t number) {
  const int32_t field = find(name, length);
  if (number < expected.size()) {
    Expected &known = expected[number];
    known.length = length <= Expected::room ? length : Expected::nothing;
    known.field = field;
    known.mask = 0;
    std::memset(&known.mask, 0xff, length < sizeof known.mask ? length : sizeof known.mask);
    if (known.length == length) std::memcpy(known.name, name, length);
  }
  return field;
}

inline int32_t csj_fields::field(const uint8_t *name, size_t number) {
  const uint32_t length = Tape::length(name);
  if (number < expected.size()) {
    const Expected &known = expected[number];
    // Most names have at most eight bytes; simdjson's buffer goes on behind each text.
    if (known.length == length && ((word(name) ^ word(known.name)) & known.mask) == 0 &&
        (length <= sizeof known.mask || same(known.name, name, length))) {
      return known.field;
    }
  }
  return learn(name, length, number);
}

void csj_fields::read(const Tape &tape, csj_record &record) {
  count = 0;
  if (!unsure.empty()) unsure.clear();
  csj_member root{};
  const size_t end = read_value(tape, Tape::root, root) - 1;
  if (root.kind == csj_object) {
    size_t number = 0;
    for (size_t place = Tape::root + 1; place < end; ++number) {
      const int32_t field = this->field(tape.bytes(place), number);
      if (field >= 0) {
        place = read_value(tape, place + 1, room(field));
      } else if (field == csj_unknown) {
        place = tape.next(place + 1);
      } else {
        unsure.push_back({count, number, tape.text(place)});
        place = read_value(tape, place + 1, append(field));
      }
    }
  }
  tell(record, root.kind);
}

void csj_fields::resolve(size_t index, int32_t field) {
  const Unsure &known = unsure[index];
  members[known.member].field = field;
  if (known.number < expected.size() && expected[known.number].field == csj_unsure) {
    expected[known.number].field = field;
  }
}

void csj_fields::settle(csj_record &record) {
  const size_t all = count;
  count = 0;
  for (size_t i = 0; i < all; ++i) {
    const csj_member member = members[i];
    if (member.field < 0) continue;
    // Of values with one name the later stays, at the place of the first.
    const size_t before = count;
    csj_member &kept = room(member.field);
    if (count > before || kept.place < member.place) kept = member;
  }
  unsure.clear();
  tell(record, csj_object);
}

void csj_fields::tell(csj_record &record, uint32_t kind) const {
  record.members = members.data();
  record.count = count;
  record.unsure = unsure.size();
  record.kind = kind;
}

extern "C" {

csj_fields *csj_fields_create(const uint8_t *names, const uint32_t *ends, size_t count) {
  try {
    return new csj_fields(names, ends, count);
  } catch (...) {
    return nullptr;
  }
}

const char *csj_unsure_name(const csj_fields *fields, size_t index, size_t *length) {
  const std::string_view name = fields->unsure_name(index);
  *length = name.size();
  return name.data();
}

void csj_resolve(csj_fields *fields, size_t index, int32_t field) { fields->resolve(index, field); }

void csj_settle(csj_fields *fields, csj_record *record) { fields->settle(*record); }

void csj_fields_free(csj_fields *fields) { delete fields; }

}  // extern "C"
