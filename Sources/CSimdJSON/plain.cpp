// Plain records: one object of texts without escapes, whole numbers, truth values and nulls, which
// is what most records are. They are read in one pass, without a tape between, and at a fraction of
// the cost.
//
// It takes less than JSON allows and nothing that JSON does not: whatever else it finds, it leaves
// the record to simdjson, so that one parser alone says what is refused and why. Texts are not
// copied: they are where they were written.
//
// Records of a source are mostly written by one program: what stands between two values (`, "kind": `)
// is the same as in the record before, so it is compared as a whole.

#include <algorithm>

#include <simdjson.h>

#include "fields.h"
#include "word.h"

namespace {

constexpr uint64_t ones = 0x0101010101010101;
constexpr uint64_t tops = 0x8080808080808080;

bool is_space(uint8_t byte) { return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n'; }

const uint8_t *skip_space(const uint8_t *place, const uint8_t *end) {
  while (place < end && is_space(*place)) ++place;
  return place;
}

// The top bits of the bytes of a word that are below a limit of at most 128. A byte behind one that
// is may be marked wrongly, because the subtraction borrows from it; the lowest mark is right.
uint64_t below(uint64_t word, uint8_t limit) { return (word - ones * limit) & ~word & tops; }

uint64_t equal(uint64_t word, uint8_t byte) { return below(word ^ ones * byte, 1); }

// Where a text's closing quote is; null if it has none, an escape, or a control character.
// `seen` gets the bits of its bytes and perhaps those of some behind it.
const uint8_t *end_of_text(const uint8_t *place, const uint8_t *end, uint64_t &seen) {
  for (; place < end; place += sizeof(uint64_t)) {
    const uint64_t bytes = word(place);
    seen |= bytes;
    const uint64_t marks = equal(bytes, '"') | equal(bytes, '\\') | below(bytes, 0x20);
    if (marks == 0) continue;
    place += __builtin_ctzll(marks) / 8;
    return place < end && *place == '"' ? place : nullptr;
  }
  return nullptr;
}

const uint8_t *read_text(const uint8_t *place, const uint8_t *end, csj_member &member,
                         uint64_t &seen) {
  const uint8_t *start = place + 1;
  const uint8_t *last = end_of_text(start, end, seen);
  if (last == nullptr || last - start > UINT32_MAX) return nullptr;
  member.kind = csj_text;
  member.is_quoted = 1;
  member.count = static_cast<uint32_t>(last - start);
  member.text = reinterpret_cast<const char *>(start);
  return last + 1;
}

const uint8_t *read_word(const uint8_t *place, const char *text, csj_kind kind,
                         csj_member &member) {
  if (half(place) != half(reinterpret_cast<const uint8_t *>(text))) return nullptr;
  member.kind = static_cast<uint16_t>(kind);
  return place + 4;
}

// A whole number that 64 bits hold whatever its digits are. Minus zero is left to simdjson, and what
// goes on with a fraction or an exponent has nothing behind it that may stand there.
const uint8_t *read_integer(const uint8_t *place, csj_member &member) {
  constexpr ptrdiff_t most = 18;
  const bool is_negative = *place == '-';
  const uint8_t *first = place + is_negative;
  const uint8_t *last = first;
  int64_t number = 0;
  while (last - first <= most && *last >= '0' && *last <= '9') number = number * 10 + (*last++ - '0');
  const ptrdiff_t digits = last - first;
  if (digits == 0 || digits > most || (*first == '0' && (digits > 1 || is_negative))) return nullptr;
  member.kind = csj_integer;
  member.integer = is_negative ? -number : number;
  return last;
}

// Reads a value and says where it ends; null if it is not plain.
const uint8_t *read_value(const uint8_t *place, const uint8_t *end, csj_member &member,
                          uint64_t &seen) {
  switch (*place) {
    case '"': return read_text(place, end, member, seen);
    case 't': return read_word(place, "true", csj_true, member);
    case 'n': return read_word(place, "null", csj_null, member);
    case 'f':
      if (place[4] != 'e') return nullptr;
      place = read_word(place, "fals", csj_false, member);
      return place ? place + 1 : nullptr;
    default: return read_integer(place, member);
  }
}

}  // namespace

inline bool csj_fields::Lead::stands_at(const uint8_t *place) const {
  uint64_t other = ((word(place) ^ bytes[0]) & masks[0]) | ((word(place + 8) ^ bytes[1]) & masks[1]);
  if (length > 2 * sizeof(uint64_t)) {
    other |= ((word(place + 16) ^ bytes[2]) & masks[2]) | ((word(place + 24) ^ bytes[3]) & masks[3]);
  }
  return other == 0 && length > 0;
}

void csj_fields::Lead::learn(const uint8_t *place, size_t length, int32_t field) {
  this->length = length <= room ? static_cast<uint32_t>(length) : 0;
  this->field = field;
  std::memset(masks.data(), 0, room);
  std::memset(masks.data(), 0xff, this->length);
  std::memcpy(bytes.data(), place, this->length);
}

// Reads what stands before a value: a brace or a comma, a name, a colon. Says where the value
// starts; null if anything else is there.
const uint8_t *csj_fields::read_lead(const uint8_t *place, const uint8_t *end, size_t number,
                                     int32_t &field) {
  const uint8_t *start = place;
  if (*place != (number == 0 ? '{' : ',')) return nullptr;
  place = skip_space(place + 1, end);
  if (*place != '"') return nullptr;
  const uint8_t *name = place + 1;
  uint64_t seen = 0;
  place = end_of_text(name, end, seen);
  if (place == nullptr || place - name > UINT32_MAX) return nullptr;
  field = find(name, static_cast<uint32_t>(place - name));
  if (field == csj_unsure) return nullptr;
  place = skip_space(place + 1, end);
  if (*place != ':') return nullptr;
  place = skip_space(place + 1, end);
  if (number < leads.size()) leads[number].learn(start, static_cast<size_t>(place - start), field);
  return place;
}

// Never looks further than `csj_padding` behind the end: nothing is read from a place behind it but
// what follows at once (a lead, a word, a number).
bool csj_fields::read_members(const uint8_t *record, size_t length) {
  const uint8_t *place = record;
  const uint8_t *const end = record + length;
  uint64_t seen = 0;
  size_t number = 0;
  csj_member skipped{};
  do {
    int32_t field;
    if (number < leads.size() && leads[number].stands_at(place)) {
      // Behind it there may be more spaces than last time.
      place = skip_space(place + leads[number].length, end);
      field = leads[number].field;
    } else {
      place = read_lead(place, end, number, field);
    }
    if (place == nullptr || place >= end) return false;
    csj_member &member = field >= 0 ? room(field) : skipped;
    place = read_value(place, end, member, seen);
    if (place == nullptr) return false;
    place = skip_space(place, end);
    ++number;
  } while (place < end && *place != '}');
  if (place >= end || skip_space(place + 1, end) != end) return false;
  return (seen & tops) == 0 ||
         simdjson::validate_utf8(reinterpret_cast<const char *>(record), length);
}

// Where records are not plain, fewer and fewer are tried, so that the trying costs next to nothing.
bool csj_fields::read_plain(const uint8_t *record, size_t length, csj_record &result) {
  constexpr uint32_t most = 63;
  if (waiting > 0) {
    --waiting;
    return false;
  }
  count = 0;
  if (!unsure.empty()) unsure.clear();
  if (length == 0 || !read_members(record, length)) {
    waiting = patience;
    patience = std::min(2 * patience + 1, most);
    return false;
  }
  patience = 0;
  tell(result, csj_object);
  return true;
}
