/* The stepped matcher of Lua's patterns. */

#ifndef BL_MATCHER_H
#define BL_MATCHER_H

#include "internal.h"

enum { MOST_CAPTURES = 32, MOST_LEVELS = 200, OPEN = -1, POSITION = -2 };

typedef struct {
  lua_State *L;
  bl_state *s;
  const char *subject, *subject_end, *pattern_end;
  int levels, count;
  struct {
    const char *start;
    ptrdiff_t length; /* or OPEN, or POSITION */
  } captures[MOST_CAPTURES];
} bl_matcher;

/* Prepares for matches of the pattern (which ends at `p + pn`) against a subject of `n` bytes. */
void bl_match_prepare(
    bl_matcher *m, lua_State *L, const char *subject, size_t n, const char *p, size_t pn);

/* Where the match of the pattern from `p` on ends that starts at `s`, or NULL. */
const char *bl_match_at(bl_matcher *m, const char *s, const char *p);

#endif
