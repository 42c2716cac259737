/* string.find, match, gmatch and gsub, on the stepped matcher. */

#include <ctype.h>

#include "matcher.h"

/* Pushes capture `i`, or the whole match when the pattern has none. */
static void push_capture(bl_matcher *m, int i, const char *s, const char *e) {
  if (i >= m->count) {
    if (i != 0) luaL_error(m->L, "invalid capture index %%%d", i + 1);
    bl_charge(m->L, (e - s) / 16);
    lua_pushlstring(m->L, s, (size_t)(e - s));
    return;
  }
  ptrdiff_t length = m->captures[i].length;
  if (length == OPEN) luaL_error(m->L, "unfinished capture");
  if (length == POSITION) {
    lua_pushinteger(m->L, m->captures[i].start - m->subject + 1);
  } else {
    bl_charge(m->L, length / 16);
    lua_pushlstring(m->L, m->captures[i].start, (size_t)length);
  }
}

static int push_captures(bl_matcher *m, const char *s, const char *e) {
  int count = m->count == 0 && s ? 1 : m->count;
  luaL_checkstack(m->L, count, "too many captures");
  for (int i = 0; i < count; i++) push_capture(m, i, s, e);
  return count;
}

static int plain(const char *p, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (p[i] && strchr("^$*+?.([%-", p[i])) return 0;
  return 1;
}

static const char *find_plain(lua_State *L, const char *s, size_t n, const char *what, size_t k) {
  if (k == 0) return s;
  if (k > n) return NULL;
  const char *last = s + (n - k);
  while (s <= last) {
    const char *at = memchr(s, what[0], (size_t)(last - s) + 1);
    bl_charge(L, 1 + ((at ? at : last) - s) / 16);
    if (!at) return NULL;
    size_t same = 1;
    while (same < k && at[same] == what[same]) same++;
    bl_charge(L, (int64_t)(same / 4));
    if (same == k) return at;
    s = at + 1;
  }
  return NULL;
}

static int find(lua_State *L, int finding) {
  size_t n, pn;
  const char *subject = bl_check_text(L, 1, &n), *p = bl_check_text(L, 2, &pn);
  lua_Integer wanted = luaL_optinteger(L, 3, 1);
  size_t init = wanted > 0 ? (size_t)wanted - 1
                : wanted == 0 || wanted < -(lua_Integer)n ? 0 : n + (size_t)wanted;
  bl_charge(L, 5 + (int64_t)(pn / 8));
  if (init > n) {
    lua_pushnil(L);
    return 1;
  }
  if (finding && (lua_toboolean(L, 4) || plain(p, pn))) {
    const char *at = find_plain(L, subject + init, n - init, p, pn);
    if (at) {
      lua_pushinteger(L, at - subject + 1);
      lua_pushinteger(L, at - subject + (lua_Integer)pn);
      return 2;
    }
    lua_pushnil(L);
    return 1;
  }
  bl_matcher m;
  int anchored = pn > 0 && *p == '^';
  bl_match_prepare(&m, L, subject, n, p, pn);
  p += anchored;
  const char *s = subject + init;
  do {
    const char *e = bl_match_at(&m, s, p);
    if (!e) continue;
    if (!finding) return push_captures(&m, s, e);
    lua_pushinteger(L, s - subject + 1);
    lua_pushinteger(L, e - subject);
    return push_captures(&m, NULL, NULL) + 2;
  } while (s++ < m.subject_end && !anchored);
  lua_pushnil(L);
  return 1;
}

int bl_string_find(lua_State *L) { return find(L, 1); }
int bl_string_match(lua_State *L) { return find(L, 0); }

/* Upvalues: the subject, the pattern, where to look next, where the last match ended (or -1). */
int bl_gmatch_next(lua_State *L) {
  size_t n, pn;
  const char *subject = lua_tolstring(L, lua_upvalueindex(1), &n);
  const char *p = lua_tolstring(L, lua_upvalueindex(2), &pn);
  lua_Integer next = lua_tointeger(L, lua_upvalueindex(3));
  lua_Integer last = lua_tointeger(L, lua_upvalueindex(4));
  bl_charge(L, 4);
  bl_matcher m;
  bl_match_prepare(&m, L, subject, n, p, pn);
  for (; next <= (lua_Integer)n; next++) {
    const char *e = bl_match_at(&m, subject + next, p);
    if (!e || e - subject == last) continue;
    lua_pushinteger(L, e - subject);
    lua_pushvalue(L, -1);
    lua_replace(L, lua_upvalueindex(3));
    lua_replace(L, lua_upvalueindex(4));
    return push_captures(&m, subject + next, e);
  }
  lua_pushinteger(L, next);
  lua_replace(L, lua_upvalueindex(3));
  return 0;
}

int bl_string_gmatch(lua_State *L) {
  size_t n, pn;
  bl_check_text(L, 1, &n);
  bl_check_text(L, 2, &pn);
  lua_Integer wanted = luaL_optinteger(L, 3, 1);
  lua_Integer length = (lua_Integer)n;
  lua_Integer init = wanted > 0 ? wanted - 1 : 0;
  if (wanted < 0 && wanted >= -length) init = length + wanted;
  bl_charge(L, 5);
  lua_settop(L, 2);
  lua_pushinteger(L, init > length ? length + 1 : init);
  lua_pushinteger(L, -1);
  lua_pushcclosure(L, bl_gmatch_next, 4);
  return 1;
}

/* Adds a replacement text, with its `%0` to `%9` filled in. */
static void add_template(bl_matcher *m, bl_buffer *b, const char *s, const char *e) {
  size_t n;
  const char *text = lua_tolstring(m->L, 3, &n), *end = text + n;
  while (text < end) {
    const char *percent = memchr(text, '%', (size_t)(end - text));
    bl_buffer_add(b, text, (size_t)((percent ? percent : end) - text));
    if (!percent) return;
    bl_charge(m->L, 2);
    text = percent + 1;
    char c = text < end ? *text++ : 0;
    if (c == '%') {
      bl_buffer_byte(b, '%');
    } else if (c == '0') {
      bl_buffer_add(b, s, (size_t)(e - s));
    } else if (isdigit((unsigned char)c)) {
      push_capture(m, c - '1', s, e);
      size_t length;
      const char *capture = bl_check_text(m->L, lua_gettop(m->L), &length);
      bl_buffer_add(b, capture, length);
      lua_pop(m->L, 1);
    } else {
      luaL_error(m->L, "invalid use of '%%' in replacement string");
    }
  }
}

/* Adds what stands for one match; false and nil keep it. */
static int add_replacement(bl_matcher *m, bl_buffer *b, const char *s, const char *e, int type) {
  lua_State *L = m->L;
  if (type == LUA_TSTRING) {
    add_template(m, b, s, e);
    return 1;
  }
  if (type == LUA_TFUNCTION) {
    lua_pushvalue(L, 3);
    int count = push_captures(m, s, e);
    lua_call(L, count, 1);
  } else {
    push_capture(m, 0, s, e);
    lua_gettable(L, 3);
  }
  if (!lua_toboolean(L, -1)) {
    lua_pop(L, 1);
    bl_buffer_add(b, s, (size_t)(e - s));
    return 0;
  }
  if (!lua_isstring(L, -1))
    luaL_error(L, "invalid replacement value (a %s)", bl_type_name(L, -1));
  size_t length;
  const char *text = bl_check_text(L, lua_gettop(L), &length);
  bl_buffer_add(b, text, length);
  lua_pop(L, 1);
  return 1;
}

int bl_string_gsub(lua_State *L) {
  size_t n, pn;
  const char *subject = bl_check_text(L, 1, &n), *p = bl_check_text(L, 2, &pn);
  int type = lua_type(L, 3);
  if (type == LUA_TNUMBER) {
    size_t length;
    bl_check_text(L, 3, &length);
    type = LUA_TSTRING;
  } else if (bl_to_object(L, 3)) {
    type = LUA_TTABLE;
  }
  if (type != LUA_TSTRING && type != LUA_TFUNCTION && type != LUA_TTABLE)
    return luaL_typeerror(L, 3, "string/function/table");
  lua_Integer most = luaL_optinteger(L, 4, (lua_Integer)n + 1), done = 0;
  bl_charge(L, 10);
  bl_matcher m;
  int anchored = pn > 0 && *p == '^';
  bl_match_prepare(&m, L, subject, n, p, pn);
  p += anchored;
  bl_buffer b;
  bl_buffer_init(&b, L);
  const char *s = subject, *last = NULL;
  while (done < most) {
    const char *e = bl_match_at(&m, s, p);
    if (e && e != last) {
      done++;
      add_replacement(&m, &b, s, e, type);
      s = last = e;
    } else if (s < m.subject_end) {
      bl_buffer_byte(&b, *s++);
    } else {
      break;
    }
    if (anchored) break;
  }
  bl_buffer_add(&b, s, (size_t)(m.subject_end - s));
  bl_buffer_push(&b);
  lua_pushinteger(L, done);
  return 2;
}
