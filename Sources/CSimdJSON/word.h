// Bytes as words, wherever they lie.

#ifndef BATON_WORD_H
#define BATON_WORD_H

#include <cstdint>
#include <cstring>

inline uint64_t word(const uint8_t *bytes) {
  uint64_t word;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

inline uint32_t half(const uint8_t *bytes) {
  uint32_t half;
  std::memcpy(&half, bytes, sizeof half);
  return half;
}

#endif
