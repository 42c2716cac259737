// How plain values are read: texts without escapes, whole numbers, truth values and nulls. It takes
// less than JSON allows and nothing that JSON does not. Nothing is looked at further than
// `csj_padding` behind the end.

#ifndef BATON_SCAN_H
#define BATON_SCAN_H

#include "csimdjson.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "word.h"

namespace scan {

inline constexpr uint64_t ones = 0x0101010101010101;
inline constexpr uint64_t tops = 0x8080808080808080;

inline bool is_space(uint8_t byte) {
  return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

inline bool is_digit(uint8_t byte) { return byte >= '0' && byte <= '9'; }

inline const uint8_t *skip_space(const uint8_t *place, const uint8_t *end) {
  while (place < end && is_space(*place)) ++place;
  return place;
}

#if !defined(__SSE2__)
// The top bits of the bytes of a word that are below a limit of at most 128. A byte behind one that
// is may be marked wrongly, because the subtraction borrows from it; the lowest mark is right.
inline uint64_t below(uint64_t word, uint8_t limit) { return (word - ones * limit) & ~word & tops; }

inline uint64_t equal(uint64_t word, uint8_t byte) { return below(word ^ ones * byte, 1); }
#endif

// A few bytes of a text that are looked at together: as many as most names and short texts have, so
// that the loop over them is mostly not taken again, which the processor foresees.
struct Chunk {
#if defined(__SSE2__)
  static constexpr ptrdiff_t size = 16;
  __m128i bytes;

  explicit Chunk(const uint8_t *place)
      : bytes(_mm_loadu_si128(reinterpret_cast<const __m128i *>(place))) {}

  // The place of the first byte that ends a plain text; `size` if none does.
  ptrdiff_t first_end() const {
    const __m128i quotes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
    const __m128i escapes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
    const __m128i controls = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1f)), bytes);
    const auto marks = static_cast<unsigned>(
        _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(quotes, escapes), controls)));
    return __builtin_ctz(marks | 1U << size);
  }

  // Not 0 if a byte is no ASCII.
  uint64_t beyond_ascii() const { return static_cast<uint64_t>(_mm_movemask_epi8(bytes)); }

  // How many bytes at the start are those of another chunk.
  ptrdiff_t same(const Chunk &other) const {
    const auto marks = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, other.bytes)));
    return __builtin_ctz(~marks);
  }
#else
  static constexpr ptrdiff_t size = 8;
  uint64_t bytes;

  explicit Chunk(const uint8_t *place) : bytes(word(place)) {}

  ptrdiff_t first_end() const {
    const uint64_t marks = equal(bytes, '"') | equal(bytes, '\\') | below(bytes, 0x20);
    return marks == 0 ? size : __builtin_ctzll(marks) / 8;
  }

  uint64_t beyond_ascii() const { return bytes & tops; }

  ptrdiff_t same(const Chunk &other) const {
    const uint64_t marks = bytes ^ other.bytes;
    return marks == 0 ? size : __builtin_ctzll(marks) / 8;
  }
#endif
};

// Where a text's closing quote is; null if it has none, an escape, or a control character.
// `beyond_ascii` is set if its bytes, or perhaps some behind it, are not all ASCII.
inline const uint8_t *end_of_text(const uint8_t *place, const uint8_t *end, uint64_t &beyond_ascii) {
  while (place < end) {
    const Chunk chunk(place);
    beyond_ascii |= chunk.beyond_ascii();
    const ptrdiff_t first = chunk.first_end();
    place += first;
    if (first == Chunk::size) continue;
    return place < end && *place == '"' ? place : nullptr;
  }
  return nullptr;
}

inline const uint8_t *read_text(const uint8_t *place, const uint8_t *end, csj_member &member,
                                uint64_t &beyond_ascii) {
  const uint8_t *start = place + 1;
  const uint8_t *last = end_of_text(start, end, beyond_ascii);
  if (last == nullptr) return nullptr;
  member.kind = csj_text;
  member.is_quoted = 1;
  member.count = static_cast<uint32_t>(last - start);
  member.text = reinterpret_cast<const char *>(start);
  return last + 1;
}

inline const uint8_t *read_word(const uint8_t *place, const char *text, csj_kind kind,
                                csj_member &member) {
  if (half(place) != half(reinterpret_cast<const uint8_t *>(text))) return nullptr;
  member.kind = static_cast<uint16_t>(kind);
  return place + 4;
}

// The number that eight digits make, the first in the lowest byte: neighbours are put together, to
// pairs, fours and eight.
inline int64_t value_of_digits(uint64_t digits) {
  digits = (digits * 10 + (digits >> 8)) & 0x00ff00ff00ff00ff;
  digits = (digits * 100 + (digits >> 16)) & 0x0000ffff0000ffff;
  return static_cast<int64_t>((digits * 10000 + (digits >> 32)) & 0xffffffff);
}

// Reads the digits of a whole number that 64 bits hold whatever they are, without a zero before
// others; null if there are none, or others.
inline const uint8_t *read_digits(const uint8_t *place, int64_t &number) {
  // How many digits there are changes from record to record: seven are read without a branch on it.
  const uint64_t digits = word(place) ^ ones * '0';
  const uint64_t others = ((digits + ones * 0x76) | digits) & tops;
  const bool is_zero = *place == '0';
  if (others != 0) {
    const int bits = __builtin_ctzll(others) & ~7;
    if (bits == 0 || (is_zero && bits > 8)) return nullptr;
    number = value_of_digits(digits << (64 - bits));
    return place + bits / 8;
  }
  constexpr ptrdiff_t most = 18;
  const uint8_t *last = place;
  number = 0;
  while (last - place < most && is_digit(*last)) number = number * 10 + (*last++ - '0');
  return is_digit(*last) || is_zero ? nullptr : last;
}

// A whole number. Minus zero is left to simdjson, and what goes on with a fraction or an exponent
// has nothing behind it that may stand there.
inline const uint8_t *read_integer(const uint8_t *place, csj_member &member) {
  int64_t number = 0;
  if (*place == '-') {
    place = read_digits(place + 1, number);
    if (place == nullptr || number == 0) return nullptr;
    number = -number;
  } else {
    place = read_digits(place, number);
  }
  member.kind = csj_integer;
  member.integer = number;
  return place;
}

// Reads a value and says where it ends; null if it is not plain.
inline const uint8_t *read_value(const uint8_t *place, const uint8_t *end, csj_member &member,
                                 uint64_t &beyond_ascii) {
  if (*place == '"') return read_text(place, end, member, beyond_ascii);
  switch (*place) {
    case 't': return read_word(place, "true", csj_true, member);
    case 'n': return read_word(place, "null", csj_null, member);
    case 'f':
      if (place[4] != 'e') return nullptr;
      place = read_word(place, "fals", csj_false, member);
      return place ? place + 1 : nullptr;
    default: return read_integer(place, member);
  }
}

}  // namespace scan

#endif
