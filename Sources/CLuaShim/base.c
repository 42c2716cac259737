/* The base functions of the small language. */

#include <ctype.h>

#include "internal.h"

static int base_assert(lua_State *L) {
  bl_charge(L, 2 + lua_gettop(L));
  luaL_checkany(L, 1);
  if (lua_toboolean(L, 1)) return lua_gettop(L);
  lua_remove(L, 1);
  lua_pushliteral(L, "assertion failed!");
  lua_settop(L, 1);
  return lua_error(L);
}

static int base_error(lua_State *L) {
  int level = (int)luaL_optinteger(L, 2, 1);
  bl_charge(L, 10);
  lua_settop(L, 1);
  if (lua_type(L, 1) == LUA_TSTRING && level > 0) {
    luaL_where(L, level);
    lua_pushvalue(L, 1);
    bl_charge(L, (int64_t)(lua_rawlen(L, 1) / 16));
    lua_concat(L, 2);
  }
  return lua_error(L);
}

static int ipairs_next(lua_State *L) {
  lua_Integer i = luaL_checkinteger(L, 2);
  bl_charge(L, 3);
  if (i == LUA_MAXINTEGER) return 0;
  lua_pushinteger(L, i + 1);
  return lua_geti(L, 1, i + 1) == LUA_TNIL ? 1 : 2;
}

static int base_ipairs(lua_State *L) {
  bl_charge(L, 2);
  bl_check_indexable(L, 1);
  lua_pushcfunction(L, ipairs_next);
  lua_pushvalue(L, 1);
  lua_pushinteger(L, 0);
  return 3;
}

/* Errors are caught, stops are not. */
static int base_pcall(lua_State *L) {
  bl_state *s = BL(L);
  bl_charge(L, 20 + lua_gettop(L));
  luaL_checkany(L, 1);
  lua_pushboolean(L, 1);
  lua_insert(L, 1);
  int status = lua_pcall(L, lua_gettop(L) - 2, LUA_MULTRET, 0);
  if (s->stopped) bl_stop(L, s->stopped);
  if (status == LUA_ERRMEM) bl_stop(L, BL_LIVE);
  if (status == LUA_OK) {
    bl_charge(L, lua_gettop(L));
    return lua_gettop(L);
  }
  bl_charge(L, 80);
  lua_pushboolean(L, 0);
  lua_insert(L, -2);
  return 2;
}

static int base_print(lua_State *L) {
  bl_state *s = BL(L);
  int count = lua_gettop(L);
  bl_charge(L, 10);
  for (int i = 1; i <= count + 1; i++) {
    size_t length = 1;
    const char *text = i > count ? "\n" : bl_to_text(L, i, &length);
    bl_charge(L, 2 + (int64_t)(length / 4));
    size_t left = s->printed_limit - s->printed.length;
    if (s->printed.length > s->printed_limit) left = 0;
    if (i > 1 && i <= count && left) bl_append(&s->printed, "\t", 1), left--;
    bl_append(&s->printed, text, length < left ? length : left);
    lua_settop(L, count);
  }
  return 0;
}

static int base_select(lua_State *L) {
  int count = lua_gettop(L);
  bl_charge(L, 2 + count);
  if (lua_type(L, 1) == LUA_TSTRING && *lua_tostring(L, 1) == '#') {
    lua_pushinteger(L, count - 1);
    return 1;
  }
  lua_Integer i = luaL_checkinteger(L, 1);
  if (i < 0)
    i = count + i;
  else if (i > count)
    i = count;
  luaL_argcheck(L, i >= 1, 1, "index out of range");
  return count - (int)i;
}

/* Whole digits in a base from 2 to 36, wrapped like Lua's. */
static int digits(const char *p, const char *end, int base, lua_Integer *out) {
  lua_Unsigned n = 0;
  int negative = 0;
  while (p < end && isspace((unsigned char)*p)) p++;
  while (p < end && isspace((unsigned char)end[-1])) end--;
  if (p < end && (*p == '-' || *p == '+')) negative = *p++ == '-';
  if (p == end) return 0;
  for (; p < end; p++) {
    unsigned char c = (unsigned char)*p;
    int digit = isdigit(c) ? c - '0' : isalpha(c) ? tolower(c) - 'a' + 10 : 36;
    if (digit >= base) return 0;
    n = n * (lua_Unsigned)base + (lua_Unsigned)digit;
  }
  *out = (lua_Integer)(negative ? 0u - n : n);
  return 1;
}

static int base_tonumber(lua_State *L) {
  bl_charge(L, 4);
  if (lua_isnoneornil(L, 2)) {
    luaL_checkany(L, 1);
    if (lua_type(L, 1) == LUA_TNUMBER) {
      lua_settop(L, 1);
      return 1;
    }
    if (lua_type(L, 1) == LUA_TSTRING) {
      size_t length;
      const char *text = lua_tolstring(L, 1, &length);
      bl_charge(L, (int64_t)length);
      if (lua_stringtonumber(L, text) == length + 1) return 1;
    }
    lua_pushnil(L);
    return 1;
  }
  lua_Integer base = luaL_checkinteger(L, 2), value;
  luaL_checktype(L, 1, LUA_TSTRING);
  luaL_argcheck(L, base >= 2 && base <= 36, 2, "base out of range");
  size_t length;
  const char *text = lua_tolstring(L, 1, &length);
  bl_charge(L, (int64_t)length);
  if (digits(text, text + length, (int)base, &value))
    lua_pushinteger(L, value);
  else
    lua_pushnil(L);
  return 1;
}

static int base_tostring(lua_State *L) {
  size_t length;
  bl_charge(L, 6);
  luaL_checkany(L, 1);
  bl_to_text(L, 1, &length);
  return 1;
}

static int base_type(lua_State *L) {
  bl_charge(L, 2);
  luaL_checkany(L, 1);
  lua_pushstring(L, bl_type_name(L, 1));
  return 1;
}

void bl_open_base(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"assert", base_assert},     {"error", base_error},       {"ipairs", base_ipairs},
      {"pairs", bl_pairs},         {"pcall", base_pcall},       {"print", base_print},
      {"select", base_select},     {"tonumber", base_tonumber}, {"tostring", base_tostring},
      {"type", base_type},         {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
