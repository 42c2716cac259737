/* Functions of the host: scripts call them with scalars and records, while loading and later. The
   host sees of a record its word and its first argument, so no call copies more than it is given. */

#include <math.h>

#include "internal.h"

enum { MOST_ARGUMENTS = 8, COST = 500, DEAREST = 1000000 };

static bl_given given_record(lua_State *L, int index, const bl_record *record) {
  bl_given given = {.tag = BL_RECORD, .word = record->word, .number = NAN};
  lua_getiuservalue(L, index, 1);
  int type = lua_rawgeti(L, -1, 1);
  size_t length = 0;
  /* The record keeps the text alive. */
  if (type == LUA_TSTRING) given.text = lua_tolstring(L, -1, &length);
  if (type == LUA_TNUMBER) given.number = lua_tonumber(L, -1);
  given.integer = (int64_t)length;
  lua_pop(L, 2);
  return given;
}

static bl_given given_value(lua_State *L, int index) {
  size_t length = 0;
  bl_given given = {.tag = BL_OTHER};
  switch (lua_type(L, index)) {
    case LUA_TNIL: given.tag = BL_NONE; break;
    case LUA_TBOOLEAN: given.tag = lua_toboolean(L, index) ? BL_TRUE : BL_FALSE; break;
    case LUA_TNUMBER:
      given.tag = lua_isinteger(L, index) ? BL_INTEGER : BL_NUMBER;
      given.integer = lua_isinteger(L, index) ? lua_tointeger(L, index) : 0;
      given.number = lua_tonumber(L, index);
      break;
    case LUA_TSTRING:
      given.tag = BL_TEXT;
      given.text = lua_tolstring(L, index, &length);
      given.integer = (int64_t)length;
      bl_charge(L, (int64_t)(length / 16));
      break;
    default: {
      bl_record *record = bl_to_record(L, index);
      if (record) return given_record(L, index, record);
      given.text = bl_type_name(L, index);
      given.integer = (int64_t)strlen(given.text);
    }
  }
  return given;
}

static int host_call(lua_State *L) {
  bl_state *s = BL(L);
  int32_t function = (int32_t)lua_tointeger(L, lua_upvalueindex(1));
  int count = lua_gettop(L);
  bl_charge(L, COST);
  if (!s->host || !s->host->call)
    return luaL_error(L, "'%s' is not possible here", s->functions_of_host[function]);
  bl_given given[MOST_ARGUMENTS];
  for (int i = 0; i < count && i < MOST_ARGUMENTS; i++) {
    given[i] = given_value(L, i + 1);
    /* What an amount asks for may take as long as it is: days are looked at one by one. */
    if (given[i].tag == BL_RECORD && given[i].number > 0)
      bl_charge(L, given[i].number < DEAREST ? (int64_t)given[i].number : DEAREST);
  }
  bl_value answer = {.tag = BL_NONE};
  s->host->call(
      s, s->context, function, given, count < MOST_ARGUMENTS ? count : MOST_ARGUMENTS, &answer);
  bl_push_answer(L, &answer);
  return 1;
}

void bl_push_host_function(lua_State *L, int32_t function) {
  lua_pushinteger(L, function);
  lua_pushcclosure(L, host_call, 1);
}
