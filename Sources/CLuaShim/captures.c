/* What a kept function captured, as far as reading its source needs it: texts and numbers, small
   tables, host objects, and other functions with what they captured in turn. Written into the
   export stream once the file has run, just before it is frozen, so these are the values that every
   evaluation will see. Each table and function is written once and referred to afterwards. */

#include "internal.h"

enum { MOST_KEYS = 256, DEEPEST = 8, LONGEST_TEXT = 1000 };

static char key_captured; /* table or function -> its number, negative while it is written */

void bl_captures_begin(lua_State *L) {
  BL(L)->captured = 0;
  lua_createtable(L, 0, 0);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &key_captured);
}

void bl_captures_end(lua_State *L) {
  lua_pushnil(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &key_captured);
}

static void put_text(lua_State *L, uint8_t tag, const char *text, size_t length) {
  bl_export_bytes(L, &tag, 1);
  bl_export_integer(L, (int64_t)length);
  bl_export_bytes(L, text, length);
}

static void put_opaque(lua_State *L, const char *type) {
  put_text(L, BL_X_OPAQUE, type, strlen(type));
}

static void put_tag(lua_State *L, uint8_t tag) { bl_export_bytes(L, &tag, 1); }

static void number_it(lua_State *L, int index, int seen, int64_t number) {
  lua_pushvalue(L, index);
  lua_pushinteger(L, number);
  lua_rawset(L, seen);
}

static int has_few_keys(lua_State *L, int table) {
  int count = 0;
  lua_pushnil(L);
  while (lua_next(L, table)) {
    lua_pop(L, 1);
    if (++count > MOST_KEYS) {
      lua_pop(L, 1);
      return 0;
    }
  }
  bl_charge(L, count);
  return 1;
}

static void export_captured(lua_State *L, int index, int seen, int depth);

static int is_environment(const char *name) { return strcmp(name, "_ENV") == 0; }

static void export_upvalues(lua_State *L, int function, int seen, int depth) {
  int64_t count = 0;
  const char *name;
  for (int i = 1; (name = lua_getupvalue(L, function, i)); i++) {
    count += !is_environment(name);
    lua_pop(L, 1);
  }
  bl_export_integer(L, count);
  for (int i = 1; (name = lua_getupvalue(L, function, i)); i++) {
    int value = lua_gettop(L);
    if (!is_environment(name)) {
      put_text(L, BL_X_TEXT, name, strlen(name));
      export_captured(L, value, seen, depth);
    }
    lua_settop(L, value - 1);
  }
}

static void export_entries(lua_State *L, int table, int seen, int depth) {
  int64_t count = bl_sorted_keys(L, table, 1);
  int keys = lua_gettop(L);
  bl_export_integer(L, count);
  for (int64_t i = 1; i <= count; i++) {
    lua_rawgeti(L, keys, i);
    export_captured(L, keys + 1, seen, DEEPEST);
    lua_rawget(L, table);
    export_captured(L, keys + 1, seen, depth);
    lua_settop(L, keys);
  }
}

/* A table, or a function written in Lua. */
static void export_shared(lua_State *L, int index, int seen, int depth) {
  int is_table = lua_type(L, index) == LUA_TTABLE;
  lua_pushvalue(L, index);
  int known = lua_rawget(L, seen) == LUA_TNUMBER;
  int64_t number = lua_tointeger(L, -1);
  lua_pop(L, 1);
  if (known && number >= 0) {
    put_tag(L, is_table ? BL_X_TABLE_REF : BL_X_CLOSURE_REF);
    bl_export_integer(L, number);
    return;
  }
  if (known) {
    put_tag(L, BL_X_CYCLE);
    return;
  }
  if (depth >= DEEPEST || (is_table && !has_few_keys(L, index))) {
    put_opaque(L, is_table ? "table" : "function");
    return;
  }
  number = BL(L)->captured++;
  number_it(L, index, seen, -1);
  put_tag(L, is_table ? BL_X_TABLE : BL_X_CLOSURE);
  bl_export_integer(L, number);
  bl_export_integer(L, bl_node_of(L, index));
  if (is_table)
    export_entries(L, index, seen, depth + 1);
  else
    export_upvalues(L, index, seen, depth + 1);
  number_it(L, index, seen, number);
}

static void export_captured(lua_State *L, int index, int seen, int depth) {
  size_t length;
  luaL_checkstack(L, 20, "too many values");
  bl_charge(L, 2);
  switch (lua_type(L, index)) {
    case LUA_TSTRING: {
      const char *text = lua_tolstring(L, index, &length);
      if (length <= LONGEST_TEXT)
        put_text(L, BL_X_TEXT, text, length);
      else
        put_opaque(L, "long text");
      break;
    }
    case LUA_TTABLE:
      bl_resolve(L, index);
      export_shared(L, lua_gettop(L), seen, depth);
      lua_pop(L, 1);
      break;
    case LUA_TFUNCTION:
      if (lua_iscfunction(L, index))
        put_opaque(L, "library function");
      else
        export_shared(L, index, seen, depth);
      break;
    case LUA_TNIL:
    case LUA_TBOOLEAN:
    case LUA_TNUMBER: bl_export_value(L, index, 0); break;
    default:
      if (bl_to_object(L, index))
        bl_export_value(L, index, 0);
      else
        put_opaque(L, "word");
  }
}

/* The count of what the function captured, then a name and a value each. */
void bl_export_captures(lua_State *L, int function) {
  int top = lua_gettop(L);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &key_captured);
  number_it(L, function, top + 1, -1);
  export_upvalues(L, function, top + 1, 0);
  lua_pushvalue(L, function);
  lua_pushnil(L);
  lua_rawset(L, top + 1);
  lua_settop(L, top);
}
