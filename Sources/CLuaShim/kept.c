/* The kept object: one host object, the request, whose fields stay the same from one evaluation to
   the next until the host says otherwise. What a field answered is kept in a table that is the
   object's `__index`, so that all evaluations but the first read it without leaving the VM.

   No evaluation must cost more or less for what others read. So keeping is free: it is outside the
   meters, and the host's request bounds it. What is not kept costs each evaluation the same: what
   is nothing, nested, or a text that makes single instructions long. */

#include <stdlib.h>

#include "internal.h"

static char key_kept, key_answers;

enum { UNASKED = 0, KEPT = 1, NOTHING = 2 };
/* Longer texts, and those with zero bytes, weigh on each hit of the hook: see state.c. */
enum { LONGEST_KEPT = 2048 };

static int is_scalar(bl_state *s, const bl_value *answer) {
  switch (answer->tag) {
    case BL_FALSE: case BL_TRUE: case BL_INTEGER: case BL_NUMBER: return 1;
    case BL_TEXT:
      return s->text.length <= LONGEST_KEPT &&
             !(s->text.length && memchr(s->text.bytes, 0, s->text.length));
    default: return 0;
  }
}

/* Pushes a scalar and keeps it as the answer to the key at 2. What Lua allocates for it counts for
   nobody: the limits move by it. */
static void keep(lua_State *L, bl_state *s, const bl_value *answer) {
  int64_t churned = s->churned;
  s->metered = 0;
  switch (answer->tag) {
    case BL_TEXT: lua_pushlstring(L, s->text.bytes ? s->text.bytes : "", s->text.length); break;
    case BL_INTEGER: lua_pushinteger(L, answer->integer); break;
    case BL_NUMBER: lua_pushnumber(L, answer->number); break;
    default: lua_pushboolean(L, answer->tag == BL_TRUE); break;
  }
  lua_pushvalue(L, 2);
  lua_pushvalue(L, -2);
  lua_rawset(L, 1);
  s->metered = 1;
  size_t grown = (size_t)(s->churned - churned);
  s->churned = churned;
  s->live_base += grown;
  s->live_limit += grown;
  if (s->live_peak < s->live_base) s->live_peak = s->live_base;
}

/* A field that is not in the table of answers, or no field: (answers, key). */
static int ask_kept(lua_State *L) {
  bl_state *s = BL(L);
  bl_check_fresh(L, s->kept);
  int32_t slot = bl_slot_of_key(L);
  bl_value answer = {0};
  if (slot < 0 || s->asked[slot] != NOTHING) {
    bl_ask(L, s->kept, slot, &answer);
    if (slot >= 0 && is_scalar(s, &answer)) {
      keep(L, s, &answer);
      s->asked[slot] = KEPT;
      s->asked_slots[s->asked_count++] = slot;
      return 1;
    }
  }
  bl_charge(L, 2);
  bl_push_answer(L, &answer);
  if (slot >= 0 && answer.tag == BL_NONE && s->asked[slot] == UNASKED) {
    s->asked[slot] = NOTHING;
    s->asked_slots[s->asked_count++] = slot;
  }
  return 1;
}

void bl_keep_object(bl_state *s, uint32_t handle) {
  s->keeps = 1;
  s->kept_handle = handle;
}

void bl_open_kept(lua_State *L) {
  bl_state *s = BL(L);
  if (!s->keeps) return;
  size_t count = (size_t)s->field_count + 1;
  s->asked = calloc(count, 1);
  s->asked_slots = calloc(count, sizeof *s->asked_slots);
  if (!s->asked || !s->asked_slots) luaL_error(L, "not enough memory");
  bl_push_object(L, s->kept_handle, 0);
  s->kept = lua_touserdata(L, -1);
  s->kept->generation = ~(uint64_t)0; /* of no evaluation yet */
  lua_createtable(L, 0, s->field_count);
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, ask_kept);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &key_answers);
  bl_push_object_meta(L);
  lua_insert(L, -2);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &key_kept);
}

/* Pushes the kept object, or nil if there is none. */
void bl_push_kept(lua_State *L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &key_kept);
}

/* Empties the table of answers. Its keys stay, so this allocates nothing and raises nothing. */
void bl_forget_kept(bl_state *s) {
  if (!s->asked_count) return;
  lua_State *L = s->L;
  lua_rawgetp(L, LUA_REGISTRYINDEX, &key_answers);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &s->slots);
  for (int32_t i = 0; i < s->asked_count; i++) {
    int32_t slot = s->asked_slots[i];
    if (s->asked[slot] == KEPT) {
      lua_rawgeti(L, -1, slot + 1);
      lua_pushnil(L);
      lua_rawset(L, -4);
    }
    s->asked[slot] = UNASKED;
  }
  s->asked_count = 0;
  lua_pop(L, 2);
}
