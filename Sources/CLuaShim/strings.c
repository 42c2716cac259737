/* The string library, but for patterns and format. Each function pays for the bytes it touches. */

#include "internal.h"

/* A position counted from 1, or from the end when negative; at least 1. */
static size_t start_position(lua_Integer position, size_t length) {
  if (position > 0) return (size_t)position;
  if (position == 0) return 1;
  if (position < -(lua_Integer)length) return 1;
  return length + (size_t)position + 1;
}

static size_t end_position(lua_Integer position, size_t length) {
  if (position > (lua_Integer)length) return length;
  if (position >= 0) return (size_t)position;
  if (position < -(lua_Integer)length) return 0;
  return length + (size_t)position + 1;
}

static int text_byte(lua_State *L) {
  size_t length;
  const char *text = bl_check_text(L, 1, &length);
  lua_Integer first = luaL_optinteger(L, 2, 1);
  size_t start = start_position(first, length);
  size_t end = end_position(luaL_optinteger(L, 3, first), length);
  bl_charge(L, 3);
  if (start > end) return 0;
  size_t count = end - start + 1;
  bl_charge(L, (int64_t)count);
  if (count >= 1000000) return luaL_error(L, "string slice too long");
  luaL_checkstack(L, (int)count, "string slice too long");
  for (size_t i = 0; i < count; i++) lua_pushinteger(L, (unsigned char)text[start + i - 1]);
  return (int)count;
}

static int text_char(lua_State *L) {
  int count = lua_gettop(L);
  bl_charge(L, 3 + count);
  bl_buffer b;
  bl_buffer_init(&b, L);
  for (int i = 1; i <= count; i++) {
    lua_Unsigned c = (lua_Unsigned)luaL_checkinteger(L, i);
    luaL_argcheck(L, c <= 255, i, "value out of range");
    bl_buffer_byte(&b, (char)c);
  }
  bl_buffer_push(&b);
  return 1;
}

static int text_len(lua_State *L) {
  size_t length;
  bl_charge(L, 2);
  bl_check_text(L, 1, &length);
  lua_pushinteger(L, (lua_Integer)length);
  return 1;
}

enum { LOWER, UPPER, REVERSE };

static int mapped(lua_State *L, int how) {
  size_t length;
  const char *text = bl_check_text(L, 1, &length);
  bl_charge(L, 4 + (int64_t)(length / 4));
  bl_buffer b;
  bl_buffer_init(&b, L);
  char *out = bl_buffer_room(&b, length);
  for (size_t i = 0; i < length; i++) {
    char c = text[i];
    if (how == REVERSE)
      out[length - 1 - i] = c;
    else if (how == LOWER)
      out[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    else
      out[i] = c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
  }
  b.n = length;
  bl_buffer_push(&b);
  return 1;
}

static int text_lower(lua_State *L) { return mapped(L, LOWER); }
static int text_upper(lua_State *L) { return mapped(L, UPPER); }
static int text_reverse(lua_State *L) { return mapped(L, REVERSE); }

static int text_rep(lua_State *L) {
  size_t length, separator_length;
  const char *text = bl_check_text(L, 1, &length);
  lua_Integer count = luaL_checkinteger(L, 2);
  const char *separator = bl_optional_text(L, 3, "", &separator_length);
  bl_charge(L, 4);
  if (count <= 0 || length + separator_length == 0) {
    lua_pushliteral(L, "");
    return 1;
  }
  size_t limit = BL(L)->text_limit, unit = length + separator_length;
  if (unit > limit || (lua_Unsigned)count > limit / unit + 1 ||
      (size_t)count * unit - separator_length > limit)
    bl_stop(L, BL_BLOCK);
  size_t total = (size_t)count * unit - separator_length;
  bl_charge(L, (int64_t)(total / 16) + count);
  bl_buffer b;
  bl_buffer_init(&b, L);
  char *out = bl_buffer_room(&b, total);
  for (lua_Integer i = 0; i < count; i++) {
    memcpy(out, text, length);
    out += length;
    if (i + 1 < count) {
      memcpy(out, separator, separator_length);
      out += separator_length;
    }
  }
  b.n = total;
  bl_buffer_push(&b);
  return 1;
}

static int text_sub(lua_State *L) {
  size_t length;
  const char *text = bl_check_text(L, 1, &length);
  size_t start = start_position(luaL_checkinteger(L, 2), length);
  size_t end = end_position(luaL_optinteger(L, 3, -1), length);
  bl_charge(L, 3);
  if (start > end) {
    lua_pushliteral(L, "");
    return 1;
  }
  bl_charge(L, (int64_t)((end - start) / 16));
  lua_pushlstring(L, text + start - 1, end - start + 1);
  return 1;
}

void bl_push_string_library(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"byte", text_byte},       {"char", text_char},     {"find", bl_string_find},
      {"format", bl_string_format}, {"gmatch", bl_string_gmatch}, {"gsub", bl_string_gsub},
      {"len", text_len},         {"lower", text_lower},   {"match", bl_string_match},
      {"rep", text_rep},         {"reverse", text_reverse}, {"sub", text_sub},
      {"upper", text_upper},     {NULL, NULL}};
  luaL_newlib(L, functions);
}
