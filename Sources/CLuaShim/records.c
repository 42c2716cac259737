/* Words, and the records that calling them makes. A record is opaque: nothing reads or writes it;
   its arguments wait in a user value for the export. `__n` marks a table or function with the
   number that the syntax tree gave it, or remembers the number for the next word. */

#include <stdlib.h>

#include "internal.h"

char bl_key_marks, bl_key_records, bl_key_includes, bl_key_results, bl_key_environment;
char bl_key_ordinals, bl_key_object_meta, bl_key_record_metas;

bl_record *bl_to_record(lua_State *L, int index) {
  if (lua_type(L, index) != LUA_TUSERDATA) return NULL;
  bl_record *record = lua_touserdata(L, index);
  return record->kind == BL_KIND_RECORD ? record : NULL;
}

/* The number of the chunk with this source name (`=name`); it is added when new. */
int32_t bl_chunk_index(bl_state *s, const char *source) {
  if (source == s->last_source) return s->last_chunk;
  if (!source || source[0] != '=') return -1;
  for (int32_t i = 0; i < s->chunk_count; i++) {
    if (strcmp(s->chunks[i], source + 1) == 0) {
      s->last_source = source;
      return s->last_chunk = i;
    }
  }
  char **grown = realloc(s->chunks, ((size_t)s->chunk_count + 1) * sizeof *grown);
  if (!grown) return -1;
  s->chunks = grown;
  size_t length = strlen(source);
  char *copy = malloc(length);
  if (!copy) return -1;
  memcpy(copy, source + 1, length);
  grown[s->chunk_count] = copy;
  return s->chunk_count++;
}

/* `__n(first, count, true)`: the host's own declarations come into being here. Their place among the
   records is an integer that has both, 31 bits each. */
static int reach_data(lua_State *L) {
  lua_Integer first = lua_tointeger(L, 1), count = lua_tointeger(L, 2);
  if (first < 0 || count < 0 || first > INT32_MAX || count > INT32_MAX - first)
    return luaL_error(L, "there are no such declarations");
  lua_rawgetp(L, LUA_REGISTRYINDEX, &bl_key_records);
  lua_pushinteger(L, first << 32 | count);
  lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
  return 0;
}

int bl_number_mark(lua_State *L) {
  bl_state *s = BL(L);
  bl_charge(L, 2);
  if (lua_gettop(L) == 3 && s->phase == BL_LOADING) return reach_data(L);
  lua_settop(L, 2);
  if (s->phase != BL_LOADING) return 1;
  int is_number;
  lua_Integer number = lua_tointegerx(L, 1, &is_number);
  if (!is_number) return 1;
  int type = lua_type(L, 2);
  if (type == LUA_TTABLE || type == LUA_TFUNCTION) {
    lua_rawgetp(L, LUA_REGISTRYINDEX, &bl_key_marks);
    lua_pushvalue(L, 2);
    lua_pushinteger(L, number);
    lua_rawset(L, -3);
    lua_pop(L, 1);
  } else {
    s->pending_node = number;
  }
  return 1;
}

/* The number of the word call that runs: its first argument's mark, or what `__n` remembered. */
static int64_t take_node(lua_State *L, bl_state *s) {
  int64_t node = -1;
  int type = lua_type(L, 1);
  if (type == LUA_TTABLE || type == LUA_TFUNCTION) {
    lua_rawgetp(L, LUA_REGISTRYINDEX, &bl_key_marks);
    lua_pushvalue(L, 1);
    if (lua_rawget(L, -2) == LUA_TNUMBER) node = lua_tointeger(L, -1);
    lua_pop(L, 2);
  } else {
    node = s->pending_node;
    s->pending_node = -1;
  }
  return node;
}

/* A record of the `count` values at the bottom of the stack, pushed on top. */
static bl_record *new_record(lua_State *L, int32_t word, int64_t node, int count) {
  bl_state *s = BL(L);
  lua_Debug ar;
  bl_record *record = lua_newuserdatauv(L, sizeof *record, 1);
  *record = (bl_record){BL_KIND_RECORD, word, -1, 0, 0, count, s->records++, node};
  if (lua_getstack(L, 1, &ar) && lua_getinfo(L, "Sl", &ar) && ar.currentline > 0) {
    record->chunk = bl_chunk_index(s, ar.source);
    record->line = ar.currentline;
  }
  lua_createtable(L, count + 1, 0);
  for (int i = 1; i <= count; i++) {
    lua_pushvalue(L, i);
    lua_rawseti(L, -2, i);
  }
  lua_setiuservalue(L, -2, 1);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &bl_key_record_metas);
  lua_rawgeti(L, -1, word + 1);
  lua_setmetatable(L, -3);
  lua_pop(L, 1);
  return record;
}

/* Adds the record on top to the declared ones. */
static void declare(lua_State *L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &bl_key_records);
  lua_pushvalue(L, -2);
  lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
  lua_pop(L, 1);
}

void bl_push_constant(lua_State *L, int32_t word) {
  new_record(L, word, -1, 0)->completed = 1;
}

int bl_word_call(lua_State *L) {
  bl_state *s = BL(L);
  int32_t word = (int32_t)lua_tointeger(L, lua_upvalueindex(1));
  const char *name = s->words[word].name;
  int count = lua_gettop(L);
  bl_charge(L, 20 + count);
  if (s->phase != BL_LOADING && s->words[word].shape != BL_AMOUNT)
    return luaL_error(
        L, "'%s' can only be used while the files are loaded, not in a function that runs later",
        name);
  int64_t node = take_node(L, s);
  bl_record *record;
  switch (s->words[word].shape) {
    case BL_INCLUDE:
      s->pending_node = node;
      return bl_include(L);
    case BL_DECLARATION:
      /* A body where the name belongs: the host says so with its place, and loading goes on. */
      record = new_record(L, word, node, count);
      record->completed = count > 0 && lua_type(L, 1) == LUA_TTABLE;
      declare(L);
      return 1;
    case BL_SINGLE:
      record = new_record(L, word, node, count);
      record->completed = 1;
      declare(L);
      return 1;
    default:
      record = new_record(L, word, node, count);
      record->completed = 1;
      return 1;
  }
}

/* A declaration's second call gives it its body. */
static int record_call(lua_State *L) {
  bl_state *s = BL(L);
  bl_record *record = bl_to_record(L, 1);
  bl_charge(L, 10);
  if (!record) return luaL_error(L, "this value cannot be called");
  const char *name = s->words[record->word].name;
  if (s->phase != BL_LOADING)
    return luaL_error(
        L, "'%s' can only be used while the files are loaded, not in a function that runs later",
        name);
  if (s->words[record->word].shape != BL_DECLARATION)
    return luaL_error(L, "'%s' is complete: it cannot be called", name);
  if (record->completed)
    return luaL_error(L, "this '%s' has its body already; is a comma missing?", name);
  if (lua_gettop(L) != 2)
    return luaL_error(L, "'%s' takes one body: %s \"name\" { … }", name, name);
  s->pending_node = -1; /* a body that is no table had a number too */
  record->completed = 1;
  record->count = 2;
  lua_getiuservalue(L, 1, 1);
  lua_pushvalue(L, 2);
  lua_rawseti(L, -2, 2);
  lua_settop(L, 1);
  if (s->words[record->word].heard && s->host) {
    bl_export_begin(L);
    bl_export_value(L, 1, 0);
    bl_export_end(L);
    s->host->heard(s, s->context);
  }
  return 1;
}

static int record_access(lua_State *L) {
  bl_state *s = BL(L);
  bl_record *record = bl_to_record(L, 1);
  const char *name = record ? s->words[record->word].name : "?";
  return luaL_error(L, "what '%s' gives cannot be read or changed", name);
}

void bl_open_records(lua_State *L) {
  bl_state *s = BL(L);
  void *const keys[] = {&bl_key_marks, &bl_key_records, &bl_key_includes, &bl_key_results};
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    lua_createtable(L, 0, 0);
    lua_rawsetp(L, LUA_REGISTRYINDEX, keys[i]);
  }
  static const luaL_Reg functions[] = {
      {"__index", record_access}, {"__newindex", record_access}, {"__call", record_call},
      {NULL, NULL}};
  lua_createtable(L, s->word_count, 0);
  for (int32_t i = 0; i < s->word_count; i++) {
    lua_createtable(L, 0, 4);
    luaL_setfuncs(L, functions, 0);
    lua_pushfstring(L, "'%s'", s->words[i].name);
    lua_setfield(L, -2, "__name"); /* "attempt to compare two 'above' values" */
    lua_rawseti(L, -2, i + 1);
  }
  lua_rawsetp(L, LUA_REGISTRYINDEX, &bl_key_record_metas);
}
