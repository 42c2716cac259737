/* Whole blocks of SHA-256 by the processor's own instructions, on the state that libmd keeps; libmd
   does the rest, and everything on other processors. */

#include "ccontenthash.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <stdatomic.h>

enum { BLOCK = 64 };

static const uint32_t constants[64] __attribute__((aligned(16))) = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

/* FIPS 180-4. The instructions want the eight words of the state as {a,b,e,f} and {c,d,g,h}, and do
   two of the 64 rounds each; four words of the message schedule are made at a time. */
__attribute__((target("sha,sse4.1"))) static void take_blocks(
    uint32_t state[8], const uint8_t *bytes, size_t count) {
  const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
  __m128i dcba = _mm_loadu_si128((const __m128i *)&state[0]);
  __m128i hgfe = _mm_loadu_si128((const __m128i *)&state[4]);
  __m128i cdab = _mm_shuffle_epi32(dcba, 0xB1), efgh = _mm_shuffle_epi32(hgfe, 0x1B);
  __m128i abef = _mm_alignr_epi8(cdab, efgh, 8), cdgh = _mm_blend_epi16(efgh, cdab, 0xF0);
  for (; count; count--, bytes += BLOCK) {
    __m128i abef_before = abef, cdgh_before = cdgh, w[4];
    for (int i = 0; i < 4; i++)
      w[i] = _mm_shuffle_epi8(
          _mm_loadu_si128((const __m128i *)(const void *)(bytes + 16 * i)), big_endian);
    for (int i = 0; i < 16; i++) {
      __m128i now = w[i & 3], last = w[(i + 3) & 3];
      __m128i k = _mm_add_epi32(
          now, _mm_load_si128((const __m128i *)(const void *)&constants[4 * i]));
      cdgh = _mm_sha256rnds2_epu32(cdgh, abef, k);
      abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(k, 0x0E));
      if (i >= 12) continue;
      __m128i next = _mm_sha256msg1_epu32(now, w[(i + 1) & 3]);
      next = _mm_add_epi32(next, _mm_alignr_epi8(last, w[(i + 2) & 3], 4));
      w[i & 3] = _mm_sha256msg2_epu32(next, last);
    }
    abef = _mm_add_epi32(abef, abef_before);
    cdgh = _mm_add_epi32(cdgh, cdgh_before);
  }
  __m128i feba = _mm_shuffle_epi32(abef, 0x1B), dchg = _mm_shuffle_epi32(cdgh, 0xB1);
  _mm_storeu_si128((__m128i *)&state[0], _mm_blend_epi16(feba, dchg, 0xF0));
  _mm_storeu_si128((__m128i *)&state[4], _mm_alignr_epi8(dchg, feba, 8));
}

static int looks_for_instructions(void) {
  unsigned a, b, c, d;
  __asm__("cpuid" : "=a"(a), "=b"(b), "=c"(c), "=d"(d) : "a"(0), "c"(0));
  if (a < 7) return 0;
  __asm__("cpuid" : "=a"(a), "=b"(b), "=c"(c), "=d"(d) : "a"(7), "c"(0));
  int sha = (b >> 29) & 1;
  __asm__("cpuid" : "=a"(a), "=b"(b), "=c"(c), "=d"(d) : "a"(1), "c"(0));
  return sha && ((c >> 19) & 1); /* and SSE 4.1 */
}

/* Asked once: a virtual machine may take longer to answer than a page takes to be hashed. */
static int has_instructions(void) {
  static _Atomic int known = -1;
  int has = atomic_load_explicit(&known, memory_order_relaxed);
  if (has < 0) {
    has = looks_for_instructions();
    atomic_store_explicit(&known, has, memory_order_relaxed);
  }
  return has;
}

void ch_update(SHA2_CTX *context, const uint8_t *bytes, size_t length) {
  size_t waiting = (context->bitcount[0] / 8) % BLOCK;
  if (length >= BLOCK && has_instructions()) {
    size_t head = waiting ? BLOCK - waiting : 0;
    SHA256Update(context, bytes, head);
    size_t blocks = (length - head) / BLOCK;
    take_blocks(context->state.st32, bytes + head, blocks);
    context->bitcount[0] += (uint64_t)blocks * BLOCK * 8;
    bytes += head + blocks * BLOCK;
    length -= head + blocks * BLOCK;
  }
  SHA256Update(context, bytes, length);
}

#else

void ch_update(SHA2_CTX *context, const uint8_t *bytes, size_t length) {
  SHA256Update(context, bytes, length);
}

#endif
