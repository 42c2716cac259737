/* The table library. Every element that is moved, joined or compared is paid for; sorting is a
   stable merge sort of a snapshot, whatever the comparator answers. */

#include "internal.h"

static int table_concat(lua_State *L) {
  size_t separator_length;
  bl_check_indexable(L, 1);
  const char *separator = bl_optional_text(L, 2, "", &separator_length);
  lua_Integer first = luaL_optinteger(L, 3, 1);
  lua_Integer last = lua_isnoneornil(L, 4) ? bl_length(L, 1) : luaL_checkinteger(L, 4);
  bl_charge(L, 5);
  bl_buffer b;
  bl_buffer_init(&b, L);
  if (first <= last) {
    for (lua_Integer i = first;; i++) {
      bl_charge(L, 3);
      lua_geti(L, 1, i);
      if (!lua_isstring(L, -1))
        return luaL_error(
            L, "invalid value (a %s) at index %I in table for 'concat'", bl_type_name(L, -1),
            (LUAI_UACINT)i);
      size_t length;
      const char *text = bl_check_text(L, lua_gettop(L), &length);
      bl_buffer_add(&b, text, length);
      lua_pop(L, 1);
      if (i == last) break;
      bl_buffer_add(&b, separator, separator_length);
    }
  }
  bl_buffer_push(&b);
  return 1;
}

static int table_insert(lua_State *L) {
  bl_check_writable(L, 1);
  lua_Integer end = (lua_Integer)((lua_Unsigned)lua_rawlen(L, 1) + 1), at = end;
  bl_charge(L, 4);
  int count = lua_gettop(L);
  if (count == 3) {
    at = luaL_checkinteger(L, 2);
    luaL_argcheck(L, (lua_Unsigned)at - 1u < (lua_Unsigned)end, 2, "position out of bounds");
    for (lua_Integer i = end; i > at; i--) {
      bl_charge(L, 2);
      lua_rawgeti(L, 1, i - 1);
      lua_rawseti(L, 1, i);
    }
  } else if (count != 2) {
    return luaL_error(L, "wrong number of arguments to 'insert'");
  }
  lua_rawseti(L, 1, at);
  return 0;
}

static int table_remove(lua_State *L) {
  bl_check_writable(L, 1);
  lua_Integer size = (lua_Integer)lua_rawlen(L, 1);
  lua_Integer at = luaL_optinteger(L, 2, size);
  bl_charge(L, 4);
  if (at != size)
    luaL_argcheck(L, (lua_Unsigned)at - 1u <= (lua_Unsigned)size, 2, "position out of bounds");
  lua_rawgeti(L, 1, at);
  for (; at < size; at++) {
    bl_charge(L, 2);
    lua_rawgeti(L, 1, at + 1);
    lua_rawseti(L, 1, at);
  }
  lua_pushnil(L);
  lua_rawseti(L, 1, at);
  return 1;
}

static int table_pack(lua_State *L) {
  int count = lua_gettop(L);
  bl_charge(L, 4 + count);
  lua_createtable(L, count, 1);
  lua_insert(L, 1);
  for (int i = count; i >= 1; i--) lua_rawseti(L, 1, i);
  lua_pushinteger(L, count);
  lua_setfield(L, 1, "n");
  return 1;
}

static int table_unpack(lua_State *L) {
  bl_state *s = BL(L);
  bl_check_indexable(L, 1);
  lua_Integer first = luaL_optinteger(L, 2, 1);
  lua_Integer last = lua_isnoneornil(L, 3) ? bl_length(L, 1) : luaL_checkinteger(L, 3);
  bl_charge(L, 4);
  if (first > last) return 0;
  lua_Unsigned count = (lua_Unsigned)last - (lua_Unsigned)first;
  if (count >= 1000000) return luaL_error(L, "too many results to unpack");
  bl_charge(L, (int64_t)count * 2);
  s->refused_size = 0;
  if (!lua_checkstack(L, (int)++count)) {
    if (s->refused_size) bl_stop(L, BL_BLOCK);
    return luaL_error(L, "too many results to unpack");
  }
  for (lua_Unsigned i = 0; i < count; i++) lua_geti(L, 1, first + (lua_Integer)i);
  return (int)count;
}

/* Whether the item at `a` comes before the one at `b`. */
static int comes_before(lua_State *L, int a, int b) {
  if (!lua_isnil(L, 2)) {
    bl_charge(L, 8);
    lua_pushvalue(L, 2);
    lua_pushvalue(L, a);
    lua_pushvalue(L, b);
    lua_call(L, 2, 1);
    int answer = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return answer;
  }
  bl_charge(L, 2);
  if (lua_type(L, a) == LUA_TSTRING && lua_type(L, b) == LUA_TSTRING) {
    size_t n, k;
    const char *x = lua_tolstring(L, a, &n), *y = lua_tolstring(L, b, &k);
    bl_charge(L, (int64_t)((n < k ? n : k) / 16));
    int order = memcmp(x, y, n < k ? n : k);
    return order < 0 || (order == 0 && n < k);
  }
  return lua_compare(L, a, b, LUA_OPLT);
}

int bl_table_sort(lua_State *L) {
  bl_check_writable(L, 1);
  lua_Integer count = (lua_Integer)lua_rawlen(L, 1);
  bl_charge(L, 4);
  if (count < 2) return 0;
  if (!lua_isnoneornil(L, 2)) luaL_checktype(L, 2, LUA_TFUNCTION);
  luaL_argcheck(L, count < INT32_MAX / 2, 1, "array too big");
  lua_settop(L, 2);
  luaL_checkstack(L, 12, "too many values");
  lua_createtable(L, (int)count, 0); /* 3: the snapshot */
  for (lua_Integer i = 1; i <= count; i++) {
    bl_charge(L, 1);
    lua_rawgeti(L, 1, i);
    lua_rawseti(L, 3, i);
  }
  size_t n = (size_t)count;
  int32_t *from = lua_newuserdatauv(L, n * sizeof *from, 0);
  int32_t *to = lua_newuserdatauv(L, n * sizeof *to, 0);
  for (size_t i = 0; i < n; i++) from[i] = (int32_t)i + 1;
  for (size_t width = 1; width < n; width *= 2) {
    bl_charge(L, (int64_t)n);
    for (size_t start = 0; start < n; start += 2 * width) {
      size_t middle = start + width < n ? start + width : n;
      size_t end = middle + width < n ? middle + width : n;
      size_t a = start, b = middle, at = start;
      while (a < middle && b < end) {
        lua_rawgeti(L, 3, from[a]);
        lua_rawgeti(L, 3, from[b]);
        int top = lua_gettop(L);
        to[at++] = comes_before(L, top, top - 1) ? from[b++] : from[a++];
        lua_settop(L, top - 2);
      }
      while (a < middle) to[at++] = from[a++];
      while (b < end) to[at++] = from[b++];
    }
    int32_t *swap = from;
    from = to;
    to = swap;
  }
  for (size_t i = 0; i < n; i++) {
    bl_charge(L, 1);
    lua_rawgeti(L, 3, from[i]);
    lua_rawseti(L, 1, (lua_Integer)i + 1);
  }
  return 0;
}

void bl_push_table_library(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"concat", table_concat}, {"insert", table_insert}, {"pack", table_pack},
      {"remove", table_remove}, {"sort", bl_table_sort},  {"unpack", table_unpack},
      {NULL, NULL}};
  luaL_newlib(L, functions);
}
