/* Numbers and values as texts: no addresses, `nan` whatever its sign. */

#include <math.h>
#include <stdio.h>

#include "internal.h"

size_t bl_number_text(lua_State *L, int index, char *out) {
  if (lua_isinteger(L, index))
    return (size_t)snprintf(out, BL_NUMBER_SIZE, "%lld", (long long)lua_tointeger(L, index));
  double value = lua_tonumber(L, index);
  if (isnan(value)) return (size_t)snprintf(out, BL_NUMBER_SIZE, "nan");
  size_t length = (size_t)snprintf(out, BL_NUMBER_SIZE, "%.14g", value);
  if (!isinf(value) && out[strspn(out, "-0123456789")] == 0) {
    out[length++] = '.';
    out[length++] = '0';
    out[length] = 0;
  }
  return length;
}

const char *bl_check_text(lua_State *L, int arg, size_t *length) {
  if (lua_type(L, arg) == LUA_TNUMBER) {
    bl_charge(L, lua_isinteger(L, arg) ? 10 : 30);
    char text[BL_NUMBER_SIZE];
    size_t n = bl_number_text(L, arg, text);
    lua_pushlstring(L, text, n);
    lua_replace(L, arg);
  }
  return luaL_checklstring(L, arg, length);
}

const char *bl_optional_text(lua_State *L, int arg, const char *otherwise, size_t *length) {
  if (!lua_isnoneornil(L, arg)) return bl_check_text(L, arg, length);
  *length = strlen(otherwise);
  return otherwise;
}

const char *bl_type_name(lua_State *L, int index) {
  if (bl_to_object(L, index)) return "table";
  return luaL_typename(L, index);
}

const char *bl_to_text(lua_State *L, int index, size_t *length) {
  char text[BL_NUMBER_SIZE];
  bl_record *record;
  switch (lua_type(L, index)) {
    case LUA_TNIL: lua_pushliteral(L, "nil"); break;
    case LUA_TBOOLEAN: lua_pushstring(L, lua_toboolean(L, index) ? "true" : "false"); break;
    case LUA_TNUMBER: {
      bl_charge(L, lua_isinteger(L, index) ? 10 : 30);
      size_t n = bl_number_text(L, index, text);
      lua_pushlstring(L, text, n);
      break;
    }
    case LUA_TSTRING: lua_pushvalue(L, index); break;
    default:
      if ((record = bl_to_record(L, index)))
        lua_pushfstring(L, "<%s>", BL(L)->words[record->word].name);
      else
        lua_pushfstring(L, "<%s>", bl_type_name(L, index));
  }
  return lua_tolstring(L, -1, length);
}
