/* Read-only views, and freezing. A view is an empty table whose metatable holds the real table (at
   1 and as `__index`): reading stays in the VM, writing always meets `__newindex`. Scripts have no
   metatables of their own, so a table with one is a view.

   Freezing replaces what kept functions captured: every table they can reach becomes a view of a
   copy, found with a work list, so nesting costs no C stack; cycles and shared tables stay so. */

#include "internal.h"

static int refuse_write(lua_State *L) {
  if (lua_type(L, 2) == LUA_TSTRING)
    return luaL_error(L, "this table is read-only: '%s' cannot be set", lua_tostring(L, 2));
  return luaL_error(L, "this table is read-only");
}

static int view_length(lua_State *L) {
  bl_resolve(L, 1);
  lua_pushinteger(L, (lua_Integer)lua_rawlen(L, -1));
  return 1;
}

/* Pushes a view of the table at `index`. */
void bl_push_view(lua_State *L, int index) {
  index = lua_absindex(L, index);
  lua_createtable(L, 0, 0);
  lua_createtable(L, 1, 3);
  lua_pushvalue(L, index);
  lua_rawseti(L, -2, 1);
  lua_pushvalue(L, index);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, refuse_write);
  lua_setfield(L, -2, "__newindex");
  lua_pushcfunction(L, view_length);
  lua_setfield(L, -2, "__len");
  lua_setmetatable(L, -2);
}

int bl_is_view(lua_State *L, int index) {
  if (lua_type(L, index) != LUA_TTABLE || !lua_getmetatable(L, index)) return 0;
  lua_pop(L, 1);
  return 1;
}

/* Pushes the table behind a view (and answers 1), or the value itself. */
int bl_resolve(lua_State *L, int index) {
  index = lua_absindex(L, index);
  if (lua_type(L, index) == LUA_TTABLE && lua_getmetatable(L, index)) {
    lua_rawgeti(L, -1, 1);
    lua_remove(L, -2);
    return 1;
  }
  lua_pushvalue(L, index);
  return 0;
}

void bl_check_indexable(lua_State *L, int arg) {
  if (lua_type(L, arg) != LUA_TTABLE && !bl_to_object(L, arg)) luaL_typeerror(L, arg, "table");
}

void bl_check_writable(lua_State *L, int arg) {
  bl_check_indexable(L, arg);
  if (bl_to_object(L, arg) || bl_is_view(L, arg)) luaL_error(L, "this table is read-only");
}

int64_t bl_length(lua_State *L, int arg) {
  if (bl_to_object(L, arg)) return bl_object_length(L, arg);
  bl_resolve(L, arg);
  int64_t length = (int64_t)lua_rawlen(L, -1);
  lua_pop(L, 1);
  return length;
}

/* The state of one freeze: two tables (seen: table -> view, function -> true; work: a list). */
typedef struct {
  int seen, work;
  int64_t pending, next;
} freezing;

static void enqueue(lua_State *L, freezing *f, int index) {
  lua_pushvalue(L, index);
  lua_rawseti(L, f->work, ++f->pending);
}

static void keep_text(lua_State *L, size_t length) {
  bl_state *s = BL(L);
  if (length > s->kept_text) s->kept_text = length;
}

/* Replaces the value on top by what a frozen function may hold, and queues what is new. */
static void frozen(lua_State *L, freezing *f) {
  int type = lua_type(L, -1);
  if (type == LUA_TSTRING) keep_text(L, lua_rawlen(L, -1));
  if (type != LUA_TTABLE && type != LUA_TFUNCTION) return;
  if (type == LUA_TTABLE && bl_is_view(L, -1)) return;
  lua_pushvalue(L, -1);
  if (lua_rawget(L, f->seen) == LUA_TNIL) {
    lua_pop(L, 1);
    enqueue(L, f, -1);
    lua_pushvalue(L, -1);
    if (type == LUA_TTABLE) {
      lua_createtable(L, 0, 0);
      bl_push_view(L, -1);
      lua_remove(L, -2);
    } else {
      lua_pushboolean(L, 1);
    }
    lua_pushvalue(L, -1);
    lua_insert(L, -3);
    lua_rawset(L, f->seen);
  }
  if (type == LUA_TTABLE)
    lua_replace(L, -2);
  else
    lua_pop(L, 1);
}

static void freeze_function(lua_State *L, freezing *f, int function) {
  if (lua_iscfunction(L, function)) {
    /* An iterator may hold any text; the library's other functions hold none. */
    if (lua_getupvalue(L, function, 2)) keep_text(L, BL(L)->longest);
    return;
  }
  for (int i = 1; lua_getupvalue(L, function, i); i++) {
    bl_charge(L, 1);
    int table = lua_type(L, -1) == LUA_TTABLE && !bl_is_view(L, -1);
    frozen(L, f);
    if (table)
      lua_setupvalue(L, function, i);
    else
      lua_pop(L, 1);
  }
}

static void freeze_table(lua_State *L, freezing *f, int table) {
  lua_pushvalue(L, table);
  lua_rawget(L, f->seen);
  bl_resolve(L, -1);
  int copy = lua_gettop(L);
  bl_charge_walk(L, table);
  lua_pushnil(L);
  while (lua_next(L, table)) {
    bl_charge(L, 2);
    lua_pushvalue(L, -2);
    frozen(L, f);
    lua_insert(L, -2);
    frozen(L, f);
    lua_rawset(L, copy);
  }
  lua_pop(L, 2);
}

/* Freezes the kept functions with the ordinals `from` up to (not including) `to`. */
void bl_freeze(lua_State *L, int64_t from, int64_t to) {
  int top = lua_gettop(L);
  luaL_checkstack(L, 20, "too many values");
  lua_createtable(L, 0, 0);
  lua_createtable(L, 0, 0);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &bl_key_ordinals);
  freezing f = {top + 1, top + 2, 0, 0};
  for (int64_t i = from; i < to; i++) {
    lua_rawgeti(L, top + 3, i + 1);
    frozen(L, &f);
    lua_pop(L, 1);
  }
  while (f.next < f.pending) {
    lua_rawgeti(L, f.work, ++f.next);
    int item = lua_gettop(L);
    if (lua_type(L, item) == LUA_TFUNCTION)
      freeze_function(L, &f, item);
    else
      freeze_table(L, &f, item);
    lua_settop(L, item - 1);
  }
  lua_settop(L, top);
}
