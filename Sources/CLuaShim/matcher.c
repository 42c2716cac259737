/* Lua's patterns on a matcher that pays for every step, so that no pattern can outlast its fuel.

   A pattern is read in place. `match` walks the items of a pattern against the subject and answers
   where the match ends; items that need no way back are taken in its loop, the others recurse, at
   most MOST_LEVELS deep. */

#include <ctype.h>

#include "matcher.h"

static inline void step(bl_matcher *m) {
  if (--m->s->fuel < 0) bl_run_out(m->L);
}

/* The end of the single-character class that starts at `p`. */
static const char *class_end(bl_matcher *m, const char *p) {
  if (p == m->pattern_end) luaL_error(m->L, "malformed pattern (ends with '%%')");
  char c = *p++;
  if (c == '%') {
    if (p == m->pattern_end) luaL_error(m->L, "malformed pattern (ends with '%%')");
    return p + 1;
  }
  if (c != '[') return p;
  if (p < m->pattern_end && *p == '^') p++;
  int first = 1;
  for (;; first = 0) { /* a ']' that comes first stands for itself */
    step(m);
    if (p == m->pattern_end) luaL_error(m->L, "malformed pattern (missing ']')");
    if (*p == ']' && !first) return p + 1;
    if (*p++ == '%') {
      if (p == m->pattern_end) luaL_error(m->L, "malformed pattern (missing ']')");
      p++;
    }
  }
}

static int in_class(int c, int class) {
  int is;
  switch (tolower(class)) {
    case 'a': is = isalpha(c); break;
    case 'c': is = iscntrl(c); break;
    case 'd': is = isdigit(c); break;
    case 'g': is = isgraph(c); break;
    case 'l': is = islower(c); break;
    case 'p': is = ispunct(c); break;
    case 's': is = isspace(c); break;
    case 'u': is = isupper(c); break;
    case 'w': is = isalnum(c); break;
    case 'x': is = isxdigit(c); break;
    default: return class == c;
  }
  return isupper(class) ? !is : is != 0;
}

/* Whether `c` is in the set from `[` at `p` to its `]` at `last`. */
static int in_set(bl_matcher *m, int c, const char *p, const char *last) {
  int found = 1;
  p++;
  if (*p == '^') {
    found = 0;
    p++;
  }
  while (p < last) {
    step(m);
    if (*p == '%') {
      if (in_class(c, (unsigned char)p[1])) return found;
      p += 2;
    } else if (p[1] == '-' && p + 2 < last) {
      if ((unsigned char)p[0] <= c && c <= (unsigned char)p[2]) return found;
      p += 3;
    } else {
      if ((unsigned char)*p == c) return found;
      p++;
    }
  }
  return !found;
}

/* Whether the byte at `s` is in the class from `p` to `end`. */
static int single(bl_matcher *m, const char *s, const char *p, const char *end) {
  step(m);
  if (s >= m->subject_end) return 0;
  int c = (unsigned char)*s;
  switch (*p) {
    case '.': return 1;
    case '%': return in_class(c, (unsigned char)p[1]);
    case '[': return in_set(m, c, p, end - 1);
    default: return (unsigned char)*p == c;
  }
}

static const char *match(bl_matcher *m, const char *s, const char *p);

static const char *balanced(bl_matcher *m, const char *s, const char *p) {
  if (m->pattern_end - p < 2) luaL_error(m->L, "malformed pattern (missing arguments to '%%b')");
  if (s >= m->subject_end || *s != p[0]) return NULL;
  int64_t depth = 1;
  while (++s < m->subject_end) {
    step(m);
    if (*s == p[1]) {
      if (--depth == 0) return s + 1;
    } else if (*s == p[0]) {
      depth++;
    }
  }
  return NULL;
}

static const char *longest(bl_matcher *m, const char *s, const char *p, const char *end) {
  ptrdiff_t count = 0;
  while (single(m, s + count, p, end)) count++;
  for (; count >= 0; count--) {
    const char *rest = match(m, s + count, end + 1);
    if (rest) return rest;
  }
  return NULL;
}

static const char *shortest(bl_matcher *m, const char *s, const char *p, const char *end) {
  for (;; s++) {
    const char *rest = match(m, s, end + 1);
    if (rest) return rest;
    if (!single(m, s, p, end)) return NULL;
  }
}

static const char *capture_from(bl_matcher *m, const char *s, const char *p, ptrdiff_t kind) {
  if (m->count >= MOST_CAPTURES) luaL_error(m->L, "too many captures");
  m->captures[m->count].start = s;
  m->captures[m->count].length = kind;
  m->count++;
  const char *rest = match(m, s, p);
  if (!rest) m->count--;
  return rest;
}

static const char *capture_to(bl_matcher *m, const char *s, const char *p) {
  int i = m->count - 1;
  while (i >= 0 && m->captures[i].length != OPEN) i--;
  if (i < 0) luaL_error(m->L, "invalid pattern capture");
  m->captures[i].length = s - m->captures[i].start;
  const char *rest = match(m, s, p);
  if (!rest) m->captures[i].length = OPEN;
  return rest;
}

static const char *same_as(bl_matcher *m, const char *s, int digit) {
  int i = digit - '1';
  if (i < 0 || i >= m->count || m->captures[i].length == OPEN)
    luaL_error(m->L, "invalid capture index %%%d", i + 1);
  ptrdiff_t length = m->captures[i].length;
  if (length == POSITION) return NULL; /* nothing in the subject is as long as a position */
  bl_charge(m->L, (int64_t)(length / 16));
  if (m->subject_end - s < length || memcmp(m->captures[i].start, s, (size_t)length)) return NULL;
  return s + length;
}

static const char *match(bl_matcher *m, const char *s, const char *p) {
  if (m->levels-- == 0) luaL_error(m->L, "pattern too complex");
  const char *result = NULL;
  for (;;) {
    step(m);
    if (p == m->pattern_end) {
      result = s;
      break;
    }
    if (*p == '(') {
      int position = p + 1 < m->pattern_end && p[1] == ')';
      result = capture_from(m, s, p + (position ? 2 : 1), position ? POSITION : OPEN);
      break;
    }
    if (*p == ')') {
      result = capture_to(m, s, p + 1);
      break;
    }
    if (*p == '$' && p + 1 == m->pattern_end) {
      result = s == m->subject_end ? s : NULL;
      break;
    }
    if (*p == '%' && p + 1 < m->pattern_end) {
      if (p[1] == 'b') {
        s = balanced(m, s, p + 2);
        if (!s) break;
        p += 4;
        continue;
      }
      if (p[1] == 'f') {
        p += 2;
        if (p == m->pattern_end || *p != '[')
          luaL_error(m->L, "missing '[' after '%%f' in pattern");
        const char *end = class_end(m, p);
        int before = s == m->subject ? 0 : (unsigned char)s[-1];
        int here = s < m->subject_end ? (unsigned char)*s : 0;
        if (in_set(m, before, p, end - 1) || !in_set(m, here, p, end - 1)) break;
        p = end;
        continue;
      }
      if (isdigit((unsigned char)p[1])) {
        s = same_as(m, s, (unsigned char)p[1]);
        if (!s) break;
        p += 2;
        continue;
      }
    }
    const char *end = class_end(m, p);
    char suffix = end < m->pattern_end ? *end : 0;
    if (suffix == '*') {
      result = longest(m, s, p, end);
      break;
    }
    if (suffix == '+') {
      result = single(m, s, p, end) ? longest(m, s + 1, p, end) : NULL;
      break;
    }
    if (suffix == '-') {
      result = shortest(m, s, p, end);
      break;
    }
    if (suffix == '?') {
      if (single(m, s, p, end) && (result = match(m, s + 1, end + 1))) break;
      p = end + 1;
      continue;
    }
    if (!single(m, s, p, end)) break;
    s++;
    p = end;
  }
  m->levels++;
  return result;
}

void bl_match_prepare(
    bl_matcher *m, lua_State *L, const char *subject, size_t n, const char *p, size_t pn) {
  m->L = L;
  m->s = BL(L);
  m->subject = subject;
  m->subject_end = subject + n;
  m->pattern_end = p + pn;
}

const char *bl_match_at(bl_matcher *m, const char *s, const char *p) {
  m->count = 0;
  m->levels = MOST_LEVELS;
  return match(m, s, p);
}
