/* The math library, without randomness. */

#include <float.h>
#include <math.h>

#include "internal.h"

static int push_whole(lua_State *L, double value) {
  lua_Integer integer;
  if (lua_numbertointeger(value, &integer))
    lua_pushinteger(L, integer);
  else
    lua_pushnumber(L, value);
  return 1;
}

static int math_abs(lua_State *L) {
  bl_charge(L, 1);
  if (lua_isinteger(L, 1)) {
    lua_Unsigned n = (lua_Unsigned)lua_tointeger(L, 1);
    lua_pushinteger(L, (lua_Integer)((lua_Integer)n < 0 ? 0u - n : n));
  } else {
    lua_pushnumber(L, fabs(luaL_checknumber(L, 1)));
  }
  return 1;
}

static int whole(lua_State *L, double (*rounded)(double)) {
  bl_charge(L, 1);
  if (!lua_isinteger(L, 1)) return push_whole(L, rounded(luaL_checknumber(L, 1)));
  lua_settop(L, 1);
  return 1;
}

static int math_ceil(lua_State *L) { return whole(L, ceil); }
static int math_floor(lua_State *L) { return whole(L, floor); }

static int math_fmod(lua_State *L) {
  bl_charge(L, 2);
  if (lua_isinteger(L, 1) && lua_isinteger(L, 2)) {
    lua_Integer a = lua_tointeger(L, 1), b = lua_tointeger(L, 2);
    luaL_argcheck(L, b != 0, 2, "zero");
    lua_pushinteger(L, b == -1 ? 0 : a % b);
  } else {
    lua_Number a = luaL_checknumber(L, 1), b = luaL_checknumber(L, 2);
    int high = 0, low = 0; /* the C library divides bit by bit */
    frexp(a, &high);
    frexp(b, &low);
    bl_charge(L, high > low ? (high - low) / 16 : 0);
    lua_pushnumber(L, fmod(a, b));
  }
  return 1;
}

static int extreme(lua_State *L, int largest) {
  int count = lua_gettop(L), best = 1;
  bl_charge(L, 1 + count);
  luaL_argcheck(L, count >= 1, 1, "number expected, got no value");
  for (int i = 1; i <= count; i++) {
    luaL_checknumber(L, i);
    if (i > 1 && (largest ? lua_compare(L, best, i, LUA_OPLT) : lua_compare(L, i, best, LUA_OPLT)))
      best = i;
  }
  lua_pushvalue(L, best);
  return 1;
}

static int math_max(lua_State *L) { return extreme(L, 1); }
static int math_min(lua_State *L) { return extreme(L, 0); }

static int math_modf(lua_State *L) {
  bl_charge(L, 2);
  if (lua_isinteger(L, 1)) {
    lua_settop(L, 1);
    lua_pushnumber(L, 0);
    return 2;
  }
  double n = luaL_checknumber(L, 1);
  double integral = n < 0 ? ceil(n) : floor(n);
  push_whole(L, integral);
  lua_pushnumber(L, n == integral ? 0.0 : n - integral);
  return 2;
}

static int of_one(lua_State *L, double (*function)(double)) {
  bl_charge(L, 3);
  lua_pushnumber(L, function(luaL_checknumber(L, 1)));
  return 1;
}

static int math_sqrt(lua_State *L) { return of_one(L, sqrt); }
static int math_exp(lua_State *L) { return of_one(L, exp); }
static int math_sin(lua_State *L) { return of_one(L, sin); }
static int math_cos(lua_State *L) { return of_one(L, cos); }
static int math_tan(lua_State *L) { return of_one(L, tan); }

static int math_log(lua_State *L) {
  double x = luaL_checknumber(L, 1), result;
  bl_charge(L, 3);
  if (lua_isnoneornil(L, 2)) {
    result = log(x);
  } else {
    double base = luaL_checknumber(L, 2);
    result = base == 2.0 ? log2(x) : base == 10.0 ? log10(x) : log(x) / log(base);
  }
  lua_pushnumber(L, result);
  return 1;
}

static int math_tointeger(lua_State *L) {
  int is_integer;
  bl_charge(L, 1);
  luaL_checkany(L, 1);
  lua_Integer n = lua_tointegerx(L, 1, &is_integer);
  if (is_integer)
    lua_pushinteger(L, n);
  else
    lua_pushnil(L);
  return 1;
}

static int math_type(lua_State *L) {
  bl_charge(L, 1);
  luaL_checkany(L, 1);
  if (lua_type(L, 1) == LUA_TNUMBER)
    lua_pushstring(L, lua_isinteger(L, 1) ? "integer" : "float");
  else
    lua_pushnil(L);
  return 1;
}

static int math_ult(lua_State *L) {
  bl_charge(L, 1);
  lua_pushboolean(
      L, (lua_Unsigned)luaL_checkinteger(L, 1) < (lua_Unsigned)luaL_checkinteger(L, 2));
  return 1;
}

void bl_push_math_library(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"abs", math_abs},   {"ceil", math_ceil},           {"floor", math_floor},
      {"fmod", math_fmod}, {"max", math_max},             {"min", math_min},
      {"modf", math_modf}, {"sqrt", math_sqrt},           {"exp", math_exp},
      {"sin", math_sin},   {"cos", math_cos},             {"tan", math_tan},
      {"log", math_log},   {"tointeger", math_tointeger}, {"type", math_type},
      {"ult", math_ult},   {NULL, NULL}};
  luaL_newlib(L, functions);
  lua_pushnumber(L, 3.141592653589793238462643383279502884);
  lua_setfield(L, -2, "pi");
  lua_pushnumber(L, (lua_Number)HUGE_VAL);
  lua_setfield(L, -2, "huge");
  lua_pushinteger(L, LUA_MAXINTEGER);
  lua_setfield(L, -2, "maxinteger");
  lua_pushinteger(L, LUA_MININTEGER);
  lua_setfield(L, -2, "mininteger");
}
