/* The utf8 library, one code point a step. */

#include "internal.h"

static int is_continuation(const char *p, const char *end) {
  return p < end && ((unsigned char)*p & 0xC0) == 0x80;
}

/* Reads one code point; answers its end, or NULL. `strict`: at most 10FFFF and no surrogates. */
static const char *decode(const char *p, const char *end, uint32_t *code, int strict) {
  static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000, 0x200000, 0x4000000};
  unsigned char first = (unsigned char)*p;
  if (first < 0x80) {
    *code = first;
    return p + 1;
  }
  int count = first >= 0xFE ? 0 : first >= 0xFC ? 6 : first >= 0xF8 ? 5 : first >= 0xF0 ? 4
              : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 0;
  if (!count || end - p < count) return NULL;
  uint32_t value = first & (0x7Fu >> count);
  for (int i = 1; i < count; i++) {
    if (((unsigned char)p[i] & 0xC0) != 0x80) return NULL;
    value = value << 6 | ((unsigned char)p[i] & 0x3F);
  }
  if (value < smallest[count] || value > 0x7FFFFFFFu) return NULL;
  if (strict && (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))) return NULL;
  *code = value;
  return p + count;
}

static lua_Integer from_end(lua_Integer position, size_t length) {
  if (position >= 0) return position;
  return 0u - (size_t)position > length ? 0 : (lua_Integer)length + position + 1;
}

static int code_length(lua_State *L) {
  size_t n, count = 0;
  const char *text = bl_check_text(L, 1, &n);
  lua_Integer start = from_end(luaL_optinteger(L, 2, 1), n);
  lua_Integer end = from_end(luaL_optinteger(L, 3, -1), n);
  int lax = lua_toboolean(L, 4);
  luaL_argcheck(L, 1 <= start && --start <= (lua_Integer)n, 2, "initial position out of bounds");
  luaL_argcheck(L, --end < (lua_Integer)n, 3, "final position out of bounds");
  bl_charge(L, 3);
  while (start <= end) {
    uint32_t code;
    bl_charge(L, 1);
    const char *next = decode(text + start, text + n, &code, !lax);
    if (!next) {
      lua_pushnil(L);
      lua_pushinteger(L, start + 1);
      return 2;
    }
    start = next - text;
    count++;
  }
  lua_pushinteger(L, (lua_Integer)count);
  return 1;
}

static int code_points(lua_State *L) {
  size_t n;
  const char *text = bl_check_text(L, 1, &n);
  lua_Integer start = from_end(luaL_optinteger(L, 2, 1), n);
  lua_Integer end = from_end(luaL_optinteger(L, 3, start), n);
  int lax = lua_toboolean(L, 4), count = 0;
  luaL_argcheck(L, start >= 1, 2, "out of bounds");
  luaL_argcheck(L, end <= (lua_Integer)n, 3, "out of bounds");
  bl_charge(L, 3);
  if (start > end) return 0;
  if (end - start >= 1000000) return luaL_error(L, "string slice too long");
  bl_charge(L, end - start);
  luaL_checkstack(L, (int)(end - start) + 1, "string slice too long");
  const char *p = text + start - 1;
  while (p < text + end) {
    uint32_t code;
    p = decode(p, text + n, &code, !lax);
    if (!p) return luaL_error(L, "invalid UTF-8 code");
    lua_pushinteger(L, (lua_Integer)code);
    count++;
  }
  return count;
}

static void add_code(lua_State *L, bl_buffer *b, int arg) {
  lua_Unsigned code = (lua_Unsigned)luaL_checkinteger(L, arg);
  luaL_argcheck(L, code <= 0x7FFFFFFFu, arg, "value out of range");
  if (code < 0x80) {
    bl_buffer_byte(b, (char)code);
    return;
  }
  char bytes[8];
  int n = 0;
  unsigned first = 0x3F;
  do {
    bytes[7 - n++] = (char)(0x80 | (code & 0x3F));
    code >>= 6;
    first >>= 1;
  } while (code > first);
  bytes[7 - n++] = (char)((~first << 1) | (unsigned)code);
  bl_buffer_add(b, bytes + 8 - n, (size_t)n);
}

static int code_char(lua_State *L) {
  int count = lua_gettop(L);
  bl_charge(L, 3 + count * 2);
  bl_buffer b;
  bl_buffer_init(&b, L);
  for (int i = 1; i <= count; i++) add_code(L, &b, i);
  bl_buffer_push(&b);
  return 1;
}

static int code_offset(lua_State *L) {
  size_t length;
  const char *text = bl_check_text(L, 1, &length), *end = text + length;
  lua_Integer n = luaL_checkinteger(L, 2);
  lua_Integer at = from_end(luaL_optinteger(L, 3, n > 0 ? 1 : (lua_Integer)length + 1), length);
  luaL_argcheck(L, 1 <= at && --at <= (lua_Integer)length, 3, "position out of bounds");
  bl_charge(L, 3);
  if (n == 0) {
    while (at > 0 && is_continuation(text + at, end)) bl_charge(L, 1), at--;
  } else {
    if (is_continuation(text + at, end))
      return luaL_error(L, "initial position is a continuation byte");
    if (n < 0) {
      while (n < 0 && at > 0) {
        do bl_charge(L, 1), at--;
        while (at > 0 && is_continuation(text + at, end));
        n++;
      }
    } else {
      n--;
      while (n > 0 && at < (lua_Integer)length) {
        do bl_charge(L, 1), at++;
        while (is_continuation(text + at, end));
        n--;
      }
    }
  }
  if (n == 0)
    lua_pushinteger(L, at + 1);
  else
    lua_pushnil(L);
  return 1;
}

static int next_code(lua_State *L, int strict) {
  size_t n;
  const char *text = bl_check_text(L, 1, &n), *end = text + n;
  lua_Unsigned at = (lua_Unsigned)lua_tointeger(L, 2);
  bl_charge(L, 3);
  if (at > 0 && at - 1 < n) {
    /* past the code point that was given last */
    while (is_continuation(text + at, end)) bl_charge(L, 1), at++;
  }
  if (at >= n) return 0;
  uint32_t code;
  const char *next = decode(text + at, end, &code, strict);
  if (!next || is_continuation(next, end)) return luaL_error(L, "invalid UTF-8 code");
  lua_pushinteger(L, (lua_Integer)at + 1);
  lua_pushinteger(L, (lua_Integer)code);
  return 2;
}

static int next_strict(lua_State *L) { return next_code(L, 1); }
static int next_lax(lua_State *L) { return next_code(L, 0); }

static int codes(lua_State *L) {
  size_t n;
  int lax = lua_toboolean(L, 2);
  bl_check_text(L, 1, &n);
  bl_charge(L, 3);
  lua_pushcfunction(L, lax ? next_lax : next_strict);
  lua_pushvalue(L, 1);
  lua_pushinteger(L, 0);
  return 3;
}

void bl_push_utf8_library(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"char", code_char}, {"codepoint", code_points}, {"codes", codes},
      {"len", code_length}, {"offset", code_offset},   {NULL, NULL}};
  static const char pattern[] = "[\0-\x7F\xC2-\xFD][\x80-\xBF]*";
  luaL_newlib(L, functions);
  lua_pushlstring(L, pattern, sizeof pattern - 1);
  lua_setfield(L, -2, "charpattern");
}
