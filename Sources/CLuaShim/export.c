/* Values on their way out, as a stream of bytes outside Lua's memory (see BL_X_ in the header).
   Tables, records, functions and long texts are written once and referred to afterwards; a table
   inside itself is a cycle; nesting ends at 100. Kept functions get their ordinals here, in the
   order in which sorted keys meet them, so that a second state gives the same ones. */

#include "internal.h"

enum { DEEPEST = 100, SHORT_TEXT = 40 };

/* The table `seen` maps tables and records to their number (negative while they are written), long
   texts by address, functions to their ordinal for good. */
static char key_seen;
char bl_key_inert;

static void put(lua_State *L, const void *bytes, size_t length) {
  if (!bl_append(&BL(L)->exported, bytes, length)) bl_stop(L, BL_LIVE);
}

static void put_tag(lua_State *L, uint8_t tag) { put(L, &tag, 1); }

void bl_export_bytes(lua_State *L, const void *bytes, size_t length) { put(L, bytes, length); }

void bl_export_integer(lua_State *L, int64_t value) { put(L, &value, sizeof value); }

static void put_name(lua_State *L, uint8_t tag, const char *name) {
  size_t length = strlen(name);
  put_tag(L, tag);
  bl_export_integer(L, (int64_t)length);
  put(L, name, length);
}

void bl_export_begin(lua_State *L) {
  bl_state *s = BL(L);
  s->shared_texts = s->tables = 0;
  s->exported.length = 0;
  lua_createtable(L, 0, 0);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &key_seen);
  lua_createtable(L, 0, 0);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &bl_key_inert);
  bl_captures_begin(L);
}

/* Lets go of what the export looked at. */
void bl_export_end(lua_State *L) {
  lua_pushnil(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &key_seen);
  lua_pushnil(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &bl_key_inert);
  bl_captures_end(L);
}

int64_t bl_node_of(lua_State *L, int index) {
  int64_t node = -1;
  lua_rawgetp(L, LUA_REGISTRYINDEX, &bl_key_marks);
  lua_pushvalue(L, index);
  if (lua_rawget(L, -2) == LUA_TNUMBER) node = lua_tointeger(L, -1);
  lua_pop(L, 2);
  return node;
}

static void export_text(lua_State *L, int index, int seen) {
  bl_state *s = BL(L);
  size_t length;
  const char *text = lua_tolstring(L, index, &length);
  bl_charge(L, 1 + (int64_t)(length / 16));
  if (length <= SHORT_TEXT) {
    put_tag(L, BL_X_TEXT);
  } else {
    if (lua_rawgetp(L, seen, text) == LUA_TNUMBER) {
      put_tag(L, BL_X_AGAIN);
      bl_export_integer(L, lua_tointeger(L, -1));
      lua_pop(L, 1);
      return;
    }
    lua_pop(L, 1);
    lua_pushinteger(L, s->shared_texts++);
    lua_rawsetp(L, seen, text);
    put_tag(L, BL_X_SHARED);
  }
  bl_export_integer(L, (int64_t)length);
  put(L, text, length);
}

static void export_function(lua_State *L, int index, int seen, int keep) {
  bl_state *s = BL(L);
  (void)seen;
  lua_rawgetp(L, LUA_REGISTRYINDEX, &bl_key_ordinals);
  lua_pushvalue(L, index);
  if (lua_rawget(L, -2) == LUA_TNUMBER) {
    put_tag(L, BL_X_FUNCTION_REF);
    bl_export_integer(L, lua_tointeger(L, -1));
    lua_pop(L, 2);
    return;
  }
  lua_pop(L, 1);
  if (!keep) {
    lua_pop(L, 1);
    put_name(L, BL_X_OPAQUE, "function");
    return;
  }
  int64_t ordinal = s->functions++;
  lua_pushvalue(L, index);
  lua_rawseti(L, -2, ordinal + 1);
  lua_pushvalue(L, index);
  lua_pushinteger(L, ordinal);
  lua_rawset(L, -3);
  lua_pop(L, 1);
  lua_Debug ar;
  lua_pushvalue(L, index);
  lua_getinfo(L, ">S", &ar);
  put_tag(L, BL_X_FUNCTION);
  bl_export_integer(L, ordinal);
  bl_export_integer(L, bl_node_of(L, index));
  bl_export_integer(L, bl_chunk_index(s, ar.source));
  bl_export_integer(L, ar.linedefined);
  bl_export_reach(L, index);
  bl_export_captures(L, index);
}

static void export_at(lua_State *L, int index, int seen, int keep, int depth);

/* Writes a reference, if the table or record at `index` was met before. */
static int met(lua_State *L, int index, int seen, uint8_t reference) {
  lua_pushvalue(L, index);
  int known = lua_rawget(L, seen) == LUA_TNUMBER;
  int64_t number = lua_tointeger(L, -1);
  lua_pop(L, 1);
  if (!known) return 0;
  if (number < 0) {
    put_tag(L, BL_X_CYCLE);
  } else {
    put_tag(L, reference);
    bl_export_integer(L, number);
  }
  return 1;
}

static void remember(lua_State *L, int index, int seen, int64_t number) {
  lua_pushvalue(L, index);
  lua_pushinteger(L, number);
  lua_rawset(L, seen);
}

static void export_key(lua_State *L, int index, int seen) {
  int type = lua_type(L, index);
  if (type == LUA_TSTRING || type == LUA_TBOOLEAN || lua_isinteger(L, index))
    export_at(L, index, seen, 0, 0);
  else
    put_name(L, BL_X_OTHER_KEY, bl_type_name(L, index));
}

static void export_table(lua_State *L, int index, int seen, int keep, int depth) {
  bl_state *s = BL(L);
  bl_resolve(L, index);
  int table = lua_gettop(L);
  if (met(L, table, seen, BL_X_TABLE_REF)) return;
  if (depth >= DEEPEST) {
    put_tag(L, BL_X_DEEP);
    return;
  }
  int64_t number = s->tables++;
  remember(L, table, seen, -1);
  int64_t count = bl_sorted_keys(L, table, 1);
  put_tag(L, BL_X_TABLE);
  bl_export_integer(L, number);
  bl_export_integer(L, bl_node_of(L, table));
  bl_export_integer(L, count);
  for (int64_t i = 1; i <= count; i++) {
    bl_charge(L, 4);
    lua_rawgeti(L, table + 1, i);
    export_key(L, table + 2, seen);
    lua_rawget(L, table);
    export_at(L, table + 2, seen, keep, depth + 1);
    lua_settop(L, table + 1);
  }
  remember(L, table, seen, number);
}

static void export_record(lua_State *L, int index, int seen, int keep, int depth) {
  const bl_record *record = lua_touserdata(L, index);
  if (met(L, index, seen, BL_X_RECORD_REF)) return;
  if (depth >= DEEPEST) {
    put_tag(L, BL_X_DEEP);
    return;
  }
  remember(L, index, seen, -1);
  lua_getiuservalue(L, index, 1);
  int arguments = lua_gettop(L);
  put_tag(L, BL_X_RECORD);
  bl_export_integer(L, record->number);
  bl_export_integer(L, record->word);
  bl_export_integer(L, record->node);
  bl_export_integer(L, record->chunk);
  bl_export_integer(L, record->line);
  bl_export_integer(L, record->completed);
  bl_export_integer(L, record->count);
  for (int i = 1; i <= record->count; i++) {
    lua_rawgeti(L, arguments, i);
    export_at(L, arguments + 1, seen, keep, depth + 1);
    lua_settop(L, arguments);
  }
  remember(L, index, seen, record->number);
}

static void export_at(lua_State *L, int index, int seen, int keep, int depth) {
  luaL_checkstack(L, 20, "too many values");
  int top = lua_gettop(L);
  bl_charge(L, 2);
  switch (lua_type(L, index)) {
    case LUA_TNIL: put_tag(L, BL_X_NONE); break;
    case LUA_TBOOLEAN: put_tag(L, lua_toboolean(L, index) ? BL_X_TRUE : BL_X_FALSE); break;
    case LUA_TNUMBER:
      if (lua_isinteger(L, index)) {
        put_tag(L, BL_X_INTEGER);
        bl_export_integer(L, lua_tointeger(L, index));
      } else {
        double value = lua_tonumber(L, index);
        put_tag(L, BL_X_NUMBER);
        put(L, &value, sizeof value);
      }
      break;
    case LUA_TSTRING: export_text(L, index, seen); break;
    case LUA_TTABLE: export_table(L, index, seen, keep, depth); break;
    case LUA_TFUNCTION: export_function(L, index, seen, keep); break;
    default: {
      bl_object *object = bl_to_object(L, index);
      if (object) {
        put_tag(L, BL_X_OBJECT);
        bl_export_integer(L, object->handle);
      } else if (bl_to_record(L, index)) {
        export_record(L, index, seen, keep, depth);
      } else {
        put_name(L, BL_X_OPAQUE, luaL_typename(L, index));
      }
    }
  }
  lua_settop(L, top);
}

void bl_export_value(lua_State *L, int index, int keep) {
  int top = lua_gettop(L);
  luaL_checkstack(L, 20, "too many values");
  lua_rawgetp(L, LUA_REGISTRYINDEX, &key_seen);
  export_at(L, index, top + 1, keep, 0);
  lua_settop(L, top);
}
