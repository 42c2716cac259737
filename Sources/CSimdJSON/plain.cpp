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
#include "scan.h"

using namespace scan;

// Most leads have one chunk.
inline bool csj_fields::Lead::stands_at(const uint8_t *place) const {
  if (Chunk(place).same(Chunk(bytes.data())) < head) return false;
  for (uint32_t start = Chunk::size; start < length; start += Chunk::size) {
    const auto rest = std::min<ptrdiff_t>(length - start, Chunk::size);
    if (Chunk(place + start).same(Chunk(bytes.data() + start)) < rest) return false;
  }
  return true;
}

void csj_fields::Lead::learn(const uint8_t *place, size_t length, int32_t field) {
  if (length > room) {
    head = never;
    return;
  }
  head = static_cast<uint32_t>(std::min<size_t>(length, Chunk::size));
  this->length = static_cast<uint32_t>(length);
  this->field = field;
  std::memcpy(bytes.data(), place, length);
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
  uint64_t beyond_ascii = 0;
  place = end_of_text(name, end, beyond_ascii);
  if (place == nullptr) return nullptr;
  field = find(name, static_cast<uint32_t>(place - name));
  if (field == csj_unsure) return nullptr;
  place = skip_space(place + 1, end);
  if (*place != ':') return nullptr;
  place = skip_space(place + 1, end);
  const auto length = static_cast<size_t>(place - start);
  if (number < leads.size() - 1) leads[number].learn(start, length, field);
  return place;
}

// Never looks further than `csj_padding` behind the end: nothing is read from a place behind it but
// what follows at once (a lead, a word, a number).
bool csj_fields::read_members(const uint8_t *record, size_t length) {
  const uint8_t *place = record;
  const uint8_t *const end = record + length;
  uint64_t beyond_ascii = 0;
  csj_member skipped{};
  // No field is there twice, so that there is room for all. They are counted here: for all that the
  // compiler knows, each store to a member may be one to what this object has.
  csj_member *const first = members.data();
  uint32_t *const places = positions.data();
  uint32_t found = 0;
  for (const Lead *lead = leads.data();; lead += lead != &leads.back()) {
    int32_t field;
    if (lead->stands_at(place)) {
      field = lead->field;
      place += lead->length;
      if (place >= end) return false;
      // There may be more spaces than last time.
      if (is_space(*place)) place = skip_space(place, end);
    } else {
      const size_t number = static_cast<size_t>(lead - leads.data());
      place = skip_space(place, end);
      if (*place == '}' && number > 0) break;
      place = read_lead(place, end, number, field);
      if (place == nullptr || place >= end) return false;
    }
    csj_member *member = &skipped;
    if (field >= 0) {
      uint32_t position = places[field];
      if (position >= found || first[position].field != field) {
        position = found++;
        places[field] = position;
        first[position].field = field;
      }
      member = &first[position];
    }
    place = read_value(place, end, *member, beyond_ascii);
    if (place == nullptr) return false;
  }
  if (place >= end || skip_space(place + 1, end) != end) return false;
  count = found;
  return beyond_ascii == 0 ||
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
  if (length == 0 || length > UINT32_MAX || !read_members(record, length)) {
    waiting = patience;
    patience = std::min(2 * patience + 1, most);
    return false;
  }
  patience = 0;
  tell(result, csj_object);
  return true;
}
