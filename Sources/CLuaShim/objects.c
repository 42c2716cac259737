/* Host objects: userdata that the host answers for, member by member. A field's interned name is
   known by its address, so reading one hashes nothing. Objects given to a call are reused; each
   carries the number of its evaluation, and one kept past it raises. */

#include "internal.h"

bl_object *bl_to_object(lua_State *L, int index) {
  if (lua_type(L, index) != LUA_TUSERDATA) return NULL;
  bl_object *object = lua_touserdata(L, index);
  return object->kind == BL_KIND_OBJECT ? object : NULL;
}

void bl_push_object(lua_State *L, uint32_t handle, uint64_t generation) {
  bl_object *object = lua_newuserdatauv(L, sizeof *object, 0);
  *object = (bl_object){BL_KIND_OBJECT, handle, generation};
  lua_rawgetp(L, LUA_REGISTRYINDEX, &bl_key_object_meta);
  lua_setmetatable(L, -2);
}

void bl_push_value(lua_State *L, bl_state *s, const bl_value *value, const char *text, size_t n) {
  switch (value->tag) {
    case BL_FALSE: lua_pushboolean(L, 0); break;
    case BL_TRUE: lua_pushboolean(L, 1); break;
    case BL_INTEGER: lua_pushinteger(L, value->integer); break;
    case BL_NUMBER: lua_pushnumber(L, value->number); break;
    case BL_TEXT:
      bl_note_zeros(L, text, n);
      lua_pushlstring(L, text, n);
      break;
    case BL_OBJECT:
      if (s->kept && value->object == s->kept->handle) {
        s->kept->generation = s->generation;
        bl_push_kept(L);
      } else {
        bl_push_object(L, value->object, s->generation);
      }
      break;
    default: lua_pushnil(L);
  }
}

static void refuse_stale(lua_State *L, bl_state *s, const bl_object *object) {
  if (s->phase != BL_EVALUATING || !s->host) {
    for (int32_t i = 0; i < s->object_count; i++)
      if (object->generation == 0 && s->object_handles[i] == object->handle)
        luaL_error(L, "'%s' can only be read inside functions", s->object_names[i]);
    luaL_error(L, "this value can only be read inside functions");
  }
  luaL_error(L, "this value belongs to an earlier evaluation");
}

void bl_check_fresh(lua_State *L, const bl_object *object) {
  bl_state *s = BL(L);
  int fresh = object->generation == s->generation || object->generation == 0;
  if (!fresh || s->phase != BL_EVALUATING || !s->host) refuse_stale(L, s, object);
}

static inline bl_object *check_fresh(lua_State *L, int index) {
  bl_object *object = lua_touserdata(L, index);
  bl_check_fresh(L, object);
  return object;
}

/* The slot of the field that the key at 2 names, or -1. */
int32_t bl_slot_of_key(lua_State *L) {
  if (lua_type(L, 2) != LUA_TSTRING) return -1;
  bl_state *s = BL(L);
  size_t length;
  const char *text = lua_tolstring(L, 2, &length);
  size_t at = ((uintptr_t)text >> 4) & s->slot_mask;
  for (; s->slots[at].text; at = (at + 1) & s->slot_mask)
    if (s->slots[at].text == text) return s->slots[at].slot;
  if (length > 40) { /* longer texts are not interned */
    for (int32_t i = 0; i < s->field_count; i++)
      if (strlen(s->fields[i]) == length && memcmp(s->fields[i], text, length) == 0) return i;
  }
  return -1;
}

/* Asks the host for the member of an object at the key at 2. */
void bl_ask(lua_State *L, const bl_object *object, int32_t slot, bl_value *out) {
  bl_state *s = BL(L);
  out->tag = BL_NONE;
  if (slot >= 0) {
    s->host->member(s, s->context, object->handle, slot, s->fields[slot], 0, 0, out);
  } else if (lua_type(L, 2) == LUA_TSTRING) {
    size_t length;
    const char *text = lua_tolstring(L, 2, &length);
    bl_charge(L, (int64_t)(length / 16));
    s->host->member(s, s->context, object->handle, -1, text, length, 0, out);
  } else {
    int is_integer;
    lua_Integer key = lua_tointegerx(L, 2, &is_integer);
    if (!is_integer || lua_type(L, 2) != LUA_TNUMBER) return;
    s->host->member(s, s->context, object->handle, -1, NULL, 0, key, out);
  }
}

/* Pushes what the host answered, or raises what it refused with. */
void bl_push_answer(lua_State *L, const bl_value *answer) {
  bl_state *s = BL(L);
  const char *text = s->text.bytes ? s->text.bytes : "";
  if (answer->tag == BL_DENIED) {
    lua_pushlstring(L, text, s->text.length);
    luaL_error(L, "%s", lua_tostring(L, -1));
  }
  if (answer->tag == BL_TEXT) bl_charge(L, (int64_t)(s->text.length / 16));
  bl_push_value(L, s, answer, text, s->text.length);
}

static int object_index(lua_State *L) {
  bl_object *object = check_fresh(L, 1);
  bl_value answer;
  bl_charge(L, 2);
  bl_ask(L, object, bl_slot_of_key(L), &answer);
  bl_push_answer(L, &answer);
  return 1;
}

static int object_write(lua_State *L) {
  if (lua_type(L, 2) == LUA_TSTRING)
    return luaL_error(L, "this value is read-only: '%s' cannot be set", lua_tostring(L, 2));
  return luaL_error(L, "this value is read-only");
}

/* Pushes the keys of the object as a list. */
void bl_push_object_keys(lua_State *L, int index) {
  bl_state *s = BL(L);
  bl_object *object = check_fresh(L, index);
  s->keys.length = 0;
  s->key_count = 0;
  s->host->keys(s, s->context, object->handle);
  int32_t count = s->key_count;
  bl_charge(L, 4 + (int64_t)count * 2 + (int64_t)(s->keys.length / 16));
  lua_createtable(L, count, 0);
  const char *at = s->keys.bytes;
  for (int32_t i = 0; i < count; i++) {
    int64_t head[2];
    memcpy(head, at, sizeof head);
    at += sizeof head;
    if (head[0] < 0) {
      lua_pushinteger(L, head[1]);
    } else {
      lua_pushlstring(L, at, (size_t)head[0]);
      at += head[0];
    }
    lua_rawseti(L, -2, i + 1);
  }
}

int64_t bl_object_length(lua_State *L, int index) {
  bl_state *s = BL(L);
  bl_object *object = check_fresh(L, index);
  s->keys.length = 0;
  s->key_count = 0;
  s->host->keys(s, s->context, object->handle);
  bl_charge(L, 4 + (int64_t)s->key_count);
  return s->key_count;
}

static int object_length(lua_State *L) {
  lua_pushinteger(L, bl_object_length(L, 1));
  return 1;
}

static int object_equal(lua_State *L) {
  int both = bl_to_object(L, 1) && bl_to_object(L, 2);
  lua_pushboolean(L, both && check_fresh(L, 1)->handle == check_fresh(L, 2)->handle);
  return 1;
}

/* Pushes the table of what all objects do, but for how they are read. */
void bl_push_object_meta(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"__newindex", object_write}, {"__len", object_length}, {"__eq", object_equal},
      {NULL, NULL}};
  lua_createtable(L, 0, 8);
  luaL_setfuncs(L, functions, 0);
  lua_pushliteral(L, "table");
  lua_setfield(L, -2, "__name");
}

void bl_open_objects(lua_State *L) {
  bl_push_object_meta(L);
  lua_pushcfunction(L, object_index);
  lua_setfield(L, -2, "__index");
  lua_rawsetp(L, LUA_REGISTRYINDEX, &bl_key_object_meta);
}
