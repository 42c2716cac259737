// The plain part of XES, in one pass.
//
// It takes less than XML allows and nothing that XML does not, or that expat would read otherwise:
// `<trace>`, `<event>`, their end tags, and empty attribute tags of the six simple types with a key
// and then a value, both in double quotes, of printable characters without `<` and `&`. The log's own
// attributes, which nobody wants, it goes over, and there also those with others in them.
// At everything else it stops, before the tag.
//
// Events of a log are mostly written alike: the k-th attribute of an event is expected to be that of
// the event before, and its tag, with the space before it, is compared as a whole up to its value,
// sixteen bytes at a time.

#include "plain.h"

#include <cstring>

#include "csimdjson.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

using Taken = Plain::Taken;

namespace {

// Sixteen bytes that are looked at together; at the end of a window they reach into its padding.
struct Chunk {
  static constexpr size_t size = 16;
#if defined(__SSE2__)
  __m128i bytes;

  explicit Chunk(const uint8_t *place)
      : bytes(_mm_loadu_si128(reinterpret_cast<const __m128i *>(place))) {}

  // The place of the first byte that ends a plain value; `size` if none does.
  unsigned first_end() const {
    const __m128i quotes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
    const __m128i entities = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('&'));
    const __m128i tags = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('<'));
    const __m128i controls = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1f)), bytes);
    const auto marks = static_cast<unsigned>(_mm_movemask_epi8(
        _mm_or_si128(_mm_or_si128(quotes, entities), _mm_or_si128(tags, controls))));
    return static_cast<unsigned>(__builtin_ctz(marks | 1U << size));
  }

  unsigned beyond_ascii() const { return static_cast<unsigned>(_mm_movemask_epi8(bytes)); }

  // How many bytes at the start are those of another chunk.
  unsigned same(const Chunk &other) const {
    const auto marks = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, other.bytes)));
    return static_cast<unsigned>(__builtin_ctz(~marks));
  }
#else
  const uint8_t *bytes;

  explicit Chunk(const uint8_t *place) : bytes(place) {}

  unsigned first_end() const {
    unsigned count = 0;
    while (count < size && bytes[count] >= 0x20 && bytes[count] != '"' && bytes[count] != '&' &&
           bytes[count] != '<')
      ++count;
    return count;
  }

  unsigned beyond_ascii() const {
    unsigned all = 0;
    for (size_t index = 0; index < size; ++index) all |= bytes[index] & 0x80;
    return all;
  }

  unsigned same(const Chunk &other) const {
    unsigned count = 0;
    while (count < size && bytes[count] == other.bytes[count]) ++count;
    return count;
  }
#endif
};

// XML has no U+FFFE and U+FFFF; all other valid UTF-8 beyond ASCII may stand in a value.
bool is_text(const uint8_t *start, size_t count) {
  if (!csj_is_utf8(start, count)) return false;
  for (const uint8_t *place = start, *end = start + count; place < end;) {
    const auto *found = static_cast<const uint8_t *>(
        memchr(place, 0xef, static_cast<size_t>(end - place)));
    if (found == nullptr) return true;
    if (end - found >= 3 && found[1] == 0xbf && found[2] >= 0xbe) return false;
    place = found + 1;
  }
  return true;
}

// The quote behind a value; null if something else comes first, `end` if the bytes end before it.
const uint8_t *end_of_value(const uint8_t *start, const uint8_t *end) {
  unsigned beyond_ascii = 0;
  const uint8_t *place = start;
  while (place < end) {
    const Chunk chunk(place);
    beyond_ascii |= chunk.beyond_ascii();
    const unsigned first = chunk.first_end();
    place += first;
    if (first == Chunk::size) continue;
    if (place >= end) return end;
    if (*place != '"') return nullptr;
    // Bytes behind the value may have set the mark.
    if (beyond_ascii != 0 && !is_text(start, static_cast<size_t>(place - start))) return nullptr;
    return place;
  }
  return end;
}

bool starts(const uint8_t *place, const uint8_t *end, std::string_view text) {
  return static_cast<size_t>(end - place) >= text.size() &&
         memcmp(place, text.data(), text.size()) == 0;
}

// Goes on behind white space; false at a control character.
bool skip_space(Cursor &cursor) {
  while (cursor.place < cursor.end && *cursor.place <= ' ') {
    const uint8_t space = *cursor.place;
    if (space == '\n' || space == '\r')
      cursor.line += cursor.ends_line();
    else if (space != '\t' && space != ' ')
      return false;
    ++cursor.place;
  }
  return true;
}

struct Tag {
  std::string_view start; // up to the key
  cxes_type type;

  std::string_view name() const { return start.substr(1, start.find(' ') - 1); }
};

constexpr Tag tags[] = {
    {"<string key=\"", cxes_string}, {"<date key=\"", cxes_date},
    {"<int key=\"", cxes_int},       {"<float key=\"", cxes_float},
    {"<boolean key=\"", cxes_boolean}, {"<id key=\"", cxes_id},
};
constexpr std::string_view before_value = "\" value=\"";

// A tag up to its value.
struct Start {
  const Tag *tag = nullptr;
  std::string_view key;
  const uint8_t *value = nullptr;
};

Taken read_start(const uint8_t *place, const uint8_t *end, Start &start) {
  for (const auto &tag : tags) {
    if (starts(place, end, tag.start)) start.tag = &tag;
  }
  if (start.tag == nullptr) {
    // The longest start of a tag that could still become one of those.
    return end - place < 16 ? Taken::incomplete : Taken::no;
  }
  const uint8_t *key = place + start.tag->start.size();
  const uint8_t *quote = end_of_value(key, end);
  if (quote == nullptr) return Taken::no;
  if (end - quote < static_cast<ptrdiff_t>(before_value.size())) return Taken::incomplete;
  if (!starts(quote, end, before_value)) return Taken::no;
  start.key = {reinterpret_cast<const char *>(key), static_cast<size_t>(quote - key)};
  start.value = quote + before_value.size();
  return Taken::yes;
}

// The place behind an empty tag whose last value ends with a quote; null if it does not end there.
const uint8_t *end_of_tag(const uint8_t *quote, const uint8_t *end) {
  const uint8_t *place = quote + 1;
  if (place < end && *place == ' ') ++place;
  return end - place >= 2 && place[0] == '/' && place[1] == '>' ? place + 2 : nullptr;
}

// The longest tag that is waited for, and the longest attribute of the log with all that is in it:
// longer ones are expat's, which needs them in no one piece.
constexpr ptrdiff_t patience = 1 << 14;
constexpr ptrdiff_t header_patience = 1 << 20;

} // namespace

// The attribute that is expected here, or the next; null if it is neither.
const Plain::Shape *Plain::foresee(const Cursor &cursor) {
  for (size_t ahead = position; ahead < position + 2 && ahead < foreseen; ++ahead) {
    const Shape &shape = shapes[ahead];
    if (shape.count == 0 || cursor.end - cursor.place < static_cast<ptrdiff_t>(shape.count))
      continue;
    size_t done = 0;
    while (done < shape.count) {
      const unsigned same = Chunk(cursor.place + done).same(Chunk(shape.bytes + done));
      if (same < Chunk::size && done + same < shape.count) break;
      done += Chunk::size;
    }
    if (done < shape.count) continue;
    position = ahead;
    return &shape;
  }
  return nullptr;
}

// Takes the attribute that is expected, with the space before it; false if it is another.
bool Plain::foreseen_attribute(Cursor &cursor, Items &items) {
  const Shape *shape = foresee(cursor);
  if (shape == nullptr) return false;
  const uint8_t *value = cursor.place + shape->count;
  const uint8_t *quote = end_of_value(value, cursor.end);
  const uint8_t *place = quote == nullptr ? nullptr : end_of_tag(quote, cursor.end);
  if (place == nullptr) return false;
  cursor.line += shape->lines;
  if (shape->key != Keys::none)
    items.add(cxes_attribute, cursor.line, shape->type, shape->key, value,
              static_cast<size_t>(quote - value));
  cursor.place = place;
  ++position;
  return true;
}

// Takes an attribute, and keeps what stands before its value to be foreseen.
Plain::Taken Plain::attribute(Cursor &cursor, const Cursor &space, bool of_event, Items &items) {
  Start start;
  const Taken taken = read_start(cursor.place, cursor.end, start);
  if (taken != Taken::yes) return taken;
  const uint32_t key = keys.find(of_event, start.key);
  const auto type = static_cast<uint8_t>(start.tag->type);
  const auto count = static_cast<size_t>(start.value - space.place);
  if (of_event && position < foreseen && count <= Shape::most) {
    Shape &shape = shapes[position];
    memcpy(shape.bytes, space.place, count);
    shape.count = static_cast<uint32_t>(count);
    shape.lines = cursor.line - space.line;
    shape.key = key;
    shape.type = type;
  }
  const uint8_t *quote = end_of_value(start.value, cursor.end);
  if (quote == nullptr) return Taken::no;
  const uint8_t *place = end_of_tag(quote, cursor.end);
  if (place == nullptr) return cursor.end - quote < 4 ? Taken::incomplete : Taken::no;
  if (key != Keys::none)
    items.add(cxes_attribute, cursor.line, type, key, start.value,
              static_cast<size_t>(quote - start.value));
  cursor.place = place;
  if (of_event) ++position;
  return Taken::yes;
}

// Goes over an attribute of the log, with those in it.
Plain::Taken Plain::skip_header(Cursor &cursor) {
  constexpr size_t deepest = 16;
  const Tag *open[deepest];
  size_t depth = 0;
  Cursor ahead = cursor;
  do {
    if (!skip_space(ahead)) return Taken::no;
    if (ahead.end - ahead.place < 2) return Taken::incomplete;
    if (depth > 0 && ahead.place[0] == '<' && ahead.place[1] == '/') {
      const std::string_view name = open[--depth]->name();
      const auto *place = ahead.place + 2;
      if (ahead.end - place <= static_cast<ptrdiff_t>(name.size())) return Taken::incomplete;
      if (!starts(place, ahead.end, name) || place[name.size()] != '>') return Taken::no;
      ahead.place = place + name.size() + 1;
      continue;
    }
    Start start;
    const Taken taken = read_start(ahead.place, ahead.end, start);
    if (taken != Taken::yes) return taken;
    const uint8_t *quote = end_of_value(start.value, ahead.end);
    if (quote == nullptr) return Taken::no;
    if (ahead.end - quote < 4) return Taken::incomplete;
    if (quote[1] == '>') {
      if (depth == deepest) return Taken::no;
      open[depth++] = start.tag;
      ahead.place = quote + 2;
    } else {
      ahead.place = end_of_tag(quote, ahead.end);
      if (ahead.place == nullptr) return Taken::no;
    }
  } while (depth > 0);
  cursor = ahead;
  return Taken::yes;
}

PlainStop Plain::read(Cursor &cursor, Level &level, Items &items) {
  while (true) {
    if (items.is_full()) return PlainStop::full;
    if (level == Level::event && !cursor.is_behind_return() && foreseen_attribute(cursor, items))
      continue;
    const Cursor space = cursor;
    if (!skip_space(cursor)) return PlainStop::other;
    if (cursor.place == cursor.end) return PlainStop::more;
    Taken taken = Taken::no;
    const auto tag = [&](std::string_view text) {
      if (!starts(cursor.place, cursor.end, text)) return false;
      cursor.place += text.size();
      taken = Taken::yes;
      return true;
    };
    switch (level) {
    case Level::event:
      if (cursor.end - cursor.place > 1 && cursor.place[1] != '/') {
        taken = attribute(cursor, space, true, items);
      } else if (tag("</event>")) {
        items.add(cxes_event_end, cursor.line);
        level = Level::trace;
      }
      break;
    case Level::trace:
      if (tag("<event>")) {
        items.add(cxes_event_start, cursor.line);
        level = Level::event;
        position = 0;
      } else if (tag("</trace>")) {
        items.add(cxes_trace_end, cursor.line);
        level = Level::log;
      } else {
        taken = attribute(cursor, space, false, items);
      }
      break;
    case Level::log:
      if (tag("<trace>")) {
        items.add(cxes_trace_start, cursor.line);
        level = Level::trace;
      } else {
        taken = skip_header(cursor);
      }
    }
    if (taken == Taken::yes) continue;
    const ptrdiff_t left = cursor.end - cursor.place;
    if (taken == Taken::incomplete || left < 8)
      return left < (level == Level::log ? header_patience : patience) ? PlainStop::more
                                                                       : PlainStop::other;
    return PlainStop::other;
  }
}
