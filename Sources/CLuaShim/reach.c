/* What kept functions capture: the numbers of all functions that each one reaches, and whether one
   of the captured things keeps state. Written into the export stream. */

#include "internal.h"

/* What a function reaches: a walk over its captured values with a work list. */
typedef struct {
  int visited, work, inert, marks;
  int64_t next, pending, reached, problem;
  size_t at; /* where the nodes are counted in the stream */
} reach;

/* Tables that reach no function or record through tables alone are inert: nothing need enter them.
   Each table is classified once, however many functions capture it: a walk notes who holds whom,
   then what holds a function makes its holders alive, and theirs. */
typedef struct {
  int work, parents, alive;
  int64_t pending, next, alive_count;
} classification;

/* Notes the table on top as held by `holder`, and queues it when it is new. */
static void hold(lua_State *L, const reach *r, classification *c, int holder) {
  int table = lua_gettop(L);
  lua_pushvalue(L, table);
  if (lua_rawget(L, r->inert) == LUA_TBOOLEAN) {
    if (!lua_toboolean(L, -1)) { /* known to be alive: so is its holder */
      lua_pushvalue(L, holder);
      lua_rawseti(L, c->alive, ++c->alive_count);
    }
    lua_settop(L, table);
    return;
  }
  lua_pushvalue(L, table);
  if (lua_rawget(L, c->parents) == LUA_TNIL) {
    lua_pushvalue(L, table);
    lua_createtable(L, 1, 0);
    lua_pushvalue(L, -1);
    lua_insert(L, -3);
    lua_rawset(L, c->parents);
    lua_pushvalue(L, table);
    lua_rawseti(L, c->work, ++c->pending);
  } else {
    lua_pushvalue(L, -1);
  }
  if (holder) {
    lua_pushvalue(L, holder);
    lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
  }
  lua_settop(L, table);
}

static void hold_entries(lua_State *L, const reach *r, classification *c, int item) {
  int top = lua_gettop(L);
  bl_charge_walk(L, item);
  lua_pushnil(L);
  while (lua_next(L, item)) {
    bl_charge(L, 3);
    for (int i = top + 1; i <= top + 2; i++) { /* the key, then the value */
      if (lua_type(L, i) == LUA_TFUNCTION || bl_to_record(L, i)) {
        lua_pushvalue(L, item);
        lua_rawseti(L, c->alive, ++c->alive_count);
      } else if (lua_type(L, i) == LUA_TTABLE && !bl_is_view(L, i)) {
        lua_pushvalue(L, i);
        hold(L, r, c, item);
        lua_pop(L, 1);
      }
    }
    lua_settop(L, top + 1);
  }
}

static void mark_alive(lua_State *L, const reach *r, classification *c) {
  for (int64_t i = 1; i <= c->alive_count; i++) {
    bl_charge(L, 2);
    lua_rawgeti(L, c->alive, i);
    int table = lua_gettop(L);
    lua_pushvalue(L, table);
    if (lua_rawget(L, r->inert) == LUA_TNIL) {
      lua_pushvalue(L, table);
      lua_pushboolean(L, 0);
      lua_rawset(L, r->inert);
      lua_pushvalue(L, table);
      if (lua_rawget(L, c->parents) == LUA_TTABLE) {
        int64_t count = (int64_t)lua_rawlen(L, -1);
        bl_charge(L, count);
        for (int64_t k = 1; k <= count; k++) {
          lua_rawgeti(L, -1, k);
          lua_rawseti(L, c->alive, ++c->alive_count);
        }
      }
    }
    lua_settop(L, table - 1);
  }
}

/* Whether the table on top is inert. */
static int is_inert(lua_State *L, const reach *r) {
  int table = lua_gettop(L);
  luaL_checkstack(L, 20, "too many values");
  lua_pushvalue(L, table);
  if (lua_rawget(L, r->inert) == LUA_TNIL) {
    lua_settop(L, table);
    for (int i = 0; i < 3; i++) lua_createtable(L, 0, 0);
    classification c = {table + 1, table + 2, table + 3, 0, 0, 0};
    lua_pushvalue(L, table);
    hold(L, r, &c, 0);
    lua_settop(L, table + 3);
    while (c.next < c.pending) {
      lua_rawgeti(L, c.work, ++c.next);
      hold_entries(L, r, &c, table + 4);
      lua_settop(L, table + 3);
    }
    mark_alive(L, r, &c);
    for (int64_t i = 1; i <= c.pending; i++) {
      lua_rawgeti(L, c.work, i);
      lua_pushvalue(L, -1);
      if (lua_rawget(L, r->inert) == LUA_TNIL) {
        lua_pushvalue(L, -2);
        lua_pushboolean(L, 1);
        lua_rawset(L, r->inert);
      }
      lua_settop(L, table + 3);
    }
    lua_pushvalue(L, table);
    lua_rawget(L, r->inert);
  }
  int inert = lua_toboolean(L, -1);
  lua_settop(L, table);
  return inert;
}

static void visit(lua_State *L, reach *r) {
  int type = lua_type(L, -1);
  int walk = type == LUA_TFUNCTION || (type == LUA_TTABLE && !bl_is_view(L, -1));
  if (!walk && !bl_to_record(L, -1)) return;
  if (type == LUA_TTABLE && is_inert(L, r)) return;
  lua_pushvalue(L, -1);
  int known = lua_rawget(L, r->visited) != LUA_TNIL;
  lua_pop(L, 1);
  if (known) return;
  lua_pushvalue(L, -1);
  lua_pushboolean(L, 1);
  lua_rawset(L, r->visited);
  lua_pushvalue(L, -1);
  lua_rawseti(L, r->work, ++r->pending);
}

static void reach_function(lua_State *L, reach *r, int function) {
  lua_CFunction c = lua_tocfunction(L, function);
  if (c == bl_pairs_next || c == bl_gmatch_next) r->problem = 1;
  if (c) return;
  lua_pushvalue(L, function);
  if (lua_rawget(L, r->marks) == LUA_TNUMBER) {
    bl_export_integer(L, lua_tointeger(L, -1));
    r->reached++;
  }
  lua_pop(L, 1);
  for (int i = 1; lua_getupvalue(L, function, i); i++) {
    bl_charge(L, 1);
    visit(L, r);
    lua_pop(L, 1);
  }
}

static void reach_table(lua_State *L, reach *r, int table) {
  int64_t count = bl_sorted_keys(L, table, 1);
  int keys = lua_gettop(L);
  for (int64_t i = 1; i <= count; i++) {
    bl_charge(L, 2);
    lua_rawgeti(L, keys, i);
    lua_pushvalue(L, -1);
    lua_rawget(L, table);
    visit(L, r);
    lua_pop(L, 1);
    visit(L, r);
    lua_pop(L, 1);
  }
}

void bl_export_reach(lua_State *L, int function) {
  int top = lua_gettop(L);
  bl_bytes *out = &BL(L)->exported;
  lua_createtable(L, 0, 0);
  lua_createtable(L, 0, 0);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &bl_key_inert);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &bl_key_marks);
  reach r = {top + 1, top + 2, top + 3, top + 4, 0, 0, 0, 0, out->length};
  bl_export_integer(L, 0); /* the problem and the count, written over below */
  bl_export_integer(L, 0);
  lua_pushvalue(L, function);
  visit(L, &r);
  lua_settop(L, top + 4);
  while (r.next < r.pending) {
    int type = lua_rawgeti(L, r.work, ++r.next);
    int item = lua_gettop(L);
    if (type == LUA_TFUNCTION) {
      reach_function(L, &r, item);
    } else if (type == LUA_TTABLE) {
      reach_table(L, &r, item);
    } else {
      lua_getiuservalue(L, item, 1);
      visit(L, &r);
    }
    lua_settop(L, item - 1);
  }
  memcpy(out->bytes + r.at, &r.problem, sizeof r.problem);
  memcpy(out->bytes + r.at + sizeof r.problem, &r.reached, sizeof r.reached);
  lua_settop(L, top);
}
