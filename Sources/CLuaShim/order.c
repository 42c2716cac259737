/* Keys in an order that does not depend on hashes: numbers, then texts by byte, then booleans.
   `pairs` walks a snapshot of the sorted keys; a pure list needs none. */

#include "internal.h"

typedef struct {
  union {
    lua_Integer integer;
    double number;
    const char *text;
  } key;
  uint32_t length; /* of a text */
  uint32_t place : 28;
  uint32_t rank : 3;
  uint32_t is_float : 1;
} ordered_key;

enum { RANK_NUMBER = 0, RANK_TEXT = 1, RANK_BOOLEAN = 2, RANK_OTHER = 3, MOST_KEYS = 1 << 27 };

static int compare_numbers(const ordered_key *a, const ordered_key *b) {
  if (!a->is_float && !b->is_float)
    return a->key.integer < b->key.integer ? -1 : a->key.integer > b->key.integer;
  long double x = a->is_float ? (long double)a->key.number : (long double)a->key.integer;
  long double y = b->is_float ? (long double)b->key.number : (long double)b->key.integer;
  return x < y ? -1 : x > y;
}

static int compare_keys(const ordered_key *a, const ordered_key *b) {
  if (a->rank != b->rank) return a->rank < b->rank ? -1 : 1;
  if (a->rank == RANK_NUMBER || (a->rank == RANK_OTHER && a->is_float && b->is_float))
    return compare_numbers(a, b);
  if (a->rank == RANK_TEXT || (a->rank == RANK_OTHER && !a->is_float && !b->is_float)) {
    size_t shorter = a->length < b->length ? a->length : b->length;
    int order = memcmp(a->key.text, b->key.text, shorter);
    if (order == 0) order = a->length < b->length ? -1 : a->length > b->length;
    return order;
  }
  if (a->rank == RANK_BOOLEAN)
    return a->key.integer < b->key.integer ? -1 : a->key.integer > b->key.integer;
  return a->is_float ? -1 : 1;
}

/* A bottom-up merge sort: stable, no recursion. It pays by pass, not by comparison, because the
   number of comparisons depends on the order in which the hashes gave the keys. */
static ordered_key *sort_keys(lua_State *L, ordered_key *from, ordered_key *to, size_t count) {
  size_t bytes = 0;
  for (size_t i = 0; i < count; i++) bytes += from[i].length;
  for (size_t width = 1; width < count; width *= 2) {
    bl_charge(L, (int64_t)(count * 2 + bytes / 16));
    for (size_t start = 0; start < count; start += 2 * width) {
      size_t middle = start + width < count ? start + width : count;
      size_t end = middle + width < count ? middle + width : count;
      size_t a = start, b = middle, at = start;
      while (a < middle && b < end)
        to[at++] = compare_keys(&from[b], &from[a]) < 0 ? from[b++] : from[a++];
      while (a < middle) to[at++] = from[a++];
      while (b < end) to[at++] = from[b++];
    }
    ordered_key *swap = from;
    from = to;
    to = swap;
  }
  return from;
}

/* Counts the keys of the plain table at `table`; `*is_list` when they are exactly 1 up to the
   count. */
static size_t count_keys(lua_State *L, int table, int *is_list) {
  lua_Unsigned border = lua_rawlen(L, table);
  size_t count = 0;
  *is_list = 1;
  bl_charge(L, (int64_t)(border / 2));
  bl_charge_walk(L, table);
  lua_pushnil(L);
  while (lua_next(L, table)) {
    lua_pop(L, 1);
    bl_charge(L, 2);
    count++;
    if (*is_list && !(lua_isinteger(L, -1) && (lua_Unsigned)lua_tointeger(L, -1) - 1 < border))
      *is_list = 0;
  }
  if (count != border) *is_list = 0;
  return count;
}

static void fill_key(lua_State *L, ordered_key *key, size_t place, int lenient) {
  *key = (ordered_key){.place = (uint32_t)place};
  size_t length;
  switch (lua_type(L, -1)) {
    case LUA_TNUMBER:
      if (lua_isinteger(L, -1)) {
        key->key.integer = lua_tointeger(L, -1);
        key->rank = RANK_NUMBER;
        return;
      }
      key->key.number = lua_tonumber(L, -1);
      key->is_float = 1;
      key->rank = lenient ? RANK_OTHER : RANK_NUMBER;
      return;
    case LUA_TSTRING:
      key->key.text = lua_tolstring(L, -1, &length);
      key->length = (uint32_t)length;
      key->rank = RANK_TEXT;
      return;
    case LUA_TBOOLEAN:
      key->key.integer = lua_toboolean(L, -1);
      key->rank = RANK_BOOLEAN;
      return;
    default:
      if (!lenient)
        luaL_error(
            L, "pairs needs keys that are numbers, texts or booleans; one is a %s",
            bl_type_name(L, -1));
      key->key.text = bl_type_name(L, -1);
      key->length = (uint32_t)strlen(key->key.text);
      key->rank = RANK_OTHER;
  }
}

/* Pushes a list of the keys of the plain table at `index`, in order. `lenient`: any key, and those
   that are not integers, texts or booleans come last. */
int64_t bl_sorted_keys(lua_State *L, int index, int lenient) {
  int table = lua_absindex(L, index), top = lua_gettop(L), is_list;
  luaL_checkstack(L, 10, "too many values");
  size_t count = count_keys(L, table, &is_list);
  if (count > MOST_KEYS) bl_stop(L, BL_BLOCK);
  lua_createtable(L, (int)count, 0);
  if (is_list) {
    for (size_t i = 1; i <= count; i++) {
      lua_pushinteger(L, (lua_Integer)i);
      lua_rawseti(L, top + 1, (lua_Integer)i);
    }
    return (int64_t)count;
  }
  lua_createtable(L, (int)count, 0);
  ordered_key *keys = lua_newuserdatauv(L, (count + 1) * sizeof *keys, 0);
  memset(keys, 0, sizeof *keys);
  ordered_key *spare = lua_newuserdatauv(L, (count + 1) * sizeof *spare, 0);
  memset(spare, 0, sizeof *spare);
  size_t at = 0;
  bl_charge_walk(L, table);
  lua_pushnil(L);
  while (at < count && lua_next(L, table)) {
    lua_pop(L, 1);
    fill_key(L, &keys[at], at, lenient);
    lua_pushvalue(L, -1);
    lua_rawseti(L, top + 2, (lua_Integer)++at);
  }
  keys = sort_keys(L, keys, spare, count);
  bl_charge(L, (int64_t)count * 2);
  for (size_t i = 0; i < count; i++) {
    lua_rawgeti(L, top + 2, (lua_Integer)keys[i].place + 1);
    lua_rawseti(L, top + 1, (lua_Integer)i + 1);
  }
  lua_settop(L, top + 1);
  return (int64_t)count;
}

/* Upvalues: the table or object, its keys (nil: a list), the position, the count. */
int bl_pairs_next(lua_State *L) {
  lua_Integer at = lua_tointeger(L, lua_upvalueindex(3));
  lua_Integer count = lua_tointeger(L, lua_upvalueindex(4));
  int is_list = lua_isnil(L, lua_upvalueindex(2));
  int is_table = lua_type(L, lua_upvalueindex(1)) == LUA_TTABLE;
  lua_settop(L, 0);
  while (at < count) {
    bl_charge(L, 3);
    at++;
    if (is_list)
      lua_pushinteger(L, at);
    else
      lua_rawgeti(L, lua_upvalueindex(2), at);
    lua_pushvalue(L, -1);
    if (is_table)
      lua_rawget(L, lua_upvalueindex(1));
    else
      lua_gettable(L, lua_upvalueindex(1));
    if (!lua_isnil(L, -1)) {
      lua_pushinteger(L, at);
      lua_replace(L, lua_upvalueindex(3));
      return 2;
    }
    lua_settop(L, 0); /* removed while walking */
  }
  lua_pushinteger(L, at);
  lua_replace(L, lua_upvalueindex(3));
  return 0;
}

int bl_pairs(lua_State *L) {
  bl_charge(L, 4);
  bl_check_indexable(L, 1);
  lua_settop(L, 1);
  if (bl_to_object(L, 1)) {
    bl_push_object_keys(L, 1);
    lua_pushinteger(L, 0);
    lua_pushinteger(L, (lua_Integer)lua_rawlen(L, 2));
  } else {
    int is_list;
    bl_resolve(L, 1);
    lua_replace(L, 1);
    int64_t count = (int64_t)count_keys(L, 1, &is_list);
    if (is_list)
      lua_pushnil(L);
    else
      count = bl_sorted_keys(L, 1, 0);
    lua_pushinteger(L, 0);
    lua_pushinteger(L, count);
  }
  lua_pushcclosure(L, bl_pairs_next, 4);
  return 1;
}
