/* Compiling and running chunks: text only, each file once, circles named. A failure in an included
   file is kept and the including file goes on; a stop ends everything. */

#include <stdlib.h>

#include "internal.h"

enum { LARGEST_SOURCE = 32 << 20 };

static int refused(lua_State *L, const char *name, const char *why, int32_t line) {
  bl_state *s = BL(L);
  bl_catch(s, L, BL_REFUSED, why, strlen(why), 1);
  free(s->caught.chunk);
  size_t length = strlen(name);
  s->caught.chunk = malloc(length + 1);
  if (s->caught.chunk) memcpy(s->caught.chunk, name, length + 1);
  s->caught.line = line;
  bl_keep_failure(s, BL_REFUSED);
  return 0;
}

/* Pushes the compiled chunk; or keeps the failure and answers 0. */
int bl_compile(lua_State *L, const char *name, const char *bytes, size_t length) {
  bl_state *s = BL(L);
  if (length > LARGEST_SOURCE) return refused(L, name, "the file is larger than 32 MiB", 0);
  if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) bytes += 3, length -= 3;
  if (length && *bytes == '#')
    while (length && *bytes != '\n') bytes++, length--;
  if (length && *bytes == '\x1B')
    return refused(L, name, "the file is compiled code, not text: only Lua source is read", 0);
  bl_charge(L, 100 + (int64_t)(length / 4));
  bl_scanned scanned = bl_scan(bytes, length);
  if (scanned.problem) return refused(L, name, scanned.problem, scanned.line);
  bl_charge(L, scanned.work);
  if (scanned.longest_text > s->kept_text) s->kept_text = scanned.longest_text;
  s->zeros |= scanned.zeros;
  lua_pushfstring(L, "=%s", name);
  bl_chunk_index(s, lua_tostring(L, -1));
  s->last_source = NULL;
  int status = luaL_loadbufferx(L, bytes, length, lua_tostring(L, -1), "t");
  lua_remove(L, -2);
  if (status == LUA_OK) return 1;
  if (s->stopped) bl_stop(L, s->stopped);
  if (status == LUA_ERRMEM) bl_stop(L, BL_LIVE);
  bl_error_text(L, -1, &s->text);
  bl_catch(s, L, BL_SYNTAX, s->text.bytes, s->text.length, 0);
  for (int32_t i = 0; i < s->caught.frame_count; i++) {
    free(s->caught.frames[i].chunk);
    free(s->caught.frames[i].name);
  }
  s->caught.frame_count = 0;
  bl_keep_failure(s, BL_SYNTAX);
  lua_pop(L, 1);
  return 0;
}

/* Runs the compiled chunk on top; leaves its results, or keeps the failure. Answers how many, or
   -1. */
static int run_chunk(lua_State *L, int wanted) {
  bl_state *s = BL(L);
  int base = lua_gettop(L) - 1;
  lua_pushcfunction(L, bl_message_handler);
  lua_insert(L, base + 1);
  int status = lua_pcall(L, 0, wanted, base + 1);
  lua_remove(L, base + 1);
  if (s->stopped) bl_stop(L, s->stopped);
  if (status == LUA_ERRMEM) bl_stop(L, BL_LIVE);
  if (status == LUA_OK) return lua_gettop(L) - base;
  bl_keep_failure(s, BL_RAISED);
  lua_settop(L, base);
  return -1;
}

static int circle(lua_State *L, const char *name) {
  return luaL_error(L, "'%s' is included in a circle: it is still being read", name);
}

/* The states of a chunk in the table of results: `true` while it runs, then a list of one. */
static int known_result(lua_State *L, int results, const char *chunk) {
  int type = lua_getfield(L, results, chunk);
  if (type == LUA_TNIL) {
    lua_pop(L, 1);
    return 0;
  }
  if (type == LUA_TBOOLEAN) return circle(L, chunk);
  lua_rawgeti(L, -1, 1);
  return 1;
}

int bl_include(lua_State *L) {
  bl_state *s = BL(L);
  size_t length;
  int64_t node = s->pending_node;
  s->pending_node = -1;
  if (lua_gettop(L) != 1 || lua_type(L, 1) != LUA_TSTRING)
    return luaL_error(L, "'include' needs the name of one file");
  const char *name = lua_tolstring(L, 1, &length);
  if (length != strlen(name) || length > 1000)
    return luaL_error(L, "this is not the name of a file");
  lua_rawgetp(L, LUA_REGISTRYINDEX, &bl_key_includes); /* 2: name -> chunk name */
  lua_rawgetp(L, LUA_REGISTRYINDEX, &bl_key_results);  /* 3: chunk name -> result */
  if (lua_getfield(L, 2, name) == LUA_TSTRING && known_result(L, 3, lua_tostring(L, 4))) return 1;
  lua_settop(L, 3);
  if (!s->host) return luaL_error(L, "'include' is not possible here");
  lua_Debug ar;
  const char *from = "";
  int32_t line = 0;
  if (lua_getstack(L, 1, &ar) && lua_getinfo(L, "Sl", &ar) && ar.source[0] == '=') {
    from = ar.source + 1;
    line = ar.currentline;
  }
  s->text.length = s->source.length = s->source_name.length = 0;
  bl_charge(L, 1000);
  int32_t answer = s->host->include(s, s->context, name, length, node, from, line);
  if (answer != BL_SOURCE) {
    lua_pushlstring(L, s->text.bytes ? s->text.bytes : "", s->text.length);
    return luaL_error(L, "%s", lua_tostring(L, -1));
  }
  lua_pushlstring(L, s->source_name.bytes, s->source_name.length);
  const char *chunk = lua_tostring(L, 4);
  lua_pushvalue(L, 4);
  lua_setfield(L, 2, name);
  if (known_result(L, 3, chunk)) return 1;
  lua_pushboolean(L, 1);
  lua_setfield(L, 3, chunk);
  int got = bl_compile(L, chunk, s->source.bytes ? s->source.bytes : "", s->source.length);
  if (got) got = run_chunk(L, 1) == 1;
  if (!got) lua_pushnil(L);
  lua_createtable(L, 1, 0);
  lua_pushvalue(L, -2);
  lua_rawseti(L, -2, 1);
  lua_setfield(L, 3, chunk);
  return 1;
}

void bl_put_source(bl_state *s, const char *name, const char *bytes, size_t length) {
  s->source.length = s->source_name.length = 0;
  if (!bl_append(&s->source, bytes, length)) s->source.length = 0;
  if (!bl_append(&s->source_name, name, strlen(name))) s->source_name.length = 0;
}

typedef struct {
  const char *name, *bytes;
  size_t length;
} load_request;

/* Runs the chunk; then exports its results and what was declared, and freezes what was kept. */
static int load_body(lua_State *L) {
  bl_state *s = BL(L);
  const load_request *request = lua_touserdata(L, 1);
  lua_settop(L, 0);
  int64_t first = s->functions;
  lua_rawgetp(L, LUA_REGISTRYINDEX, &bl_key_results);
  lua_pushboolean(L, 1);
  lua_setfield(L, 1, request->name);
  lua_createtable(L, 0, 0);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &bl_key_records);
  int count = -1;
  if (bl_compile(L, request->name, request->bytes, request->length))
    count = run_chunk(L, LUA_MULTRET);
  int results = count < 0 ? 0 : count;
  lua_rawgetp(L, LUA_REGISTRYINDEX, &bl_key_results);
  lua_pushnil(L);
  lua_setfield(L, -2, request->name);
  lua_pop(L, 1);
  luaL_checkstack(L, 20, "too many values");
  bl_export_begin(L);
  bl_export_integer(L, results);
  for (int i = 0; i < results; i++) bl_export_value(L, 2 + i, 1);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &bl_key_records);
  int records = lua_gettop(L);
  lua_Integer declared = (lua_Integer)lua_rawlen(L, records);
  bl_export_integer(L, declared);
  for (lua_Integer i = 1; i <= declared; i++) {
    lua_rawgeti(L, records, i);
    bl_export_value(L, lua_gettop(L), 1);
    lua_settop(L, records);
  }
  bl_export_end(L);
  bl_freeze(L, first, s->functions);
  s->kept_zeros = s->zeros;
  void *const keys[] = {&bl_key_marks, &bl_key_records};
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    lua_createtable(L, 0, 0);
    lua_rawsetp(L, LUA_REGISTRYINDEX, keys[i]);
  }
  return 0;
}

int32_t bl_load(
    bl_state *s, const char *name, const char *bytes, size_t length, const bl_limits *limits,
    const bl_host *host, void *context) {
  if (s->stopped) return BL_REFUSED;
  load_request request = {name, bytes, length};
  s->exported.length = 0;
  s->host = host;
  s->context = context;
  bl_begin(s, limits, BL_LOADING, 1);
  int status = bl_protected(s, load_body, &request);
  bl_end(s, 1);
  s->host = NULL;
  if (!s->stopped) bl_collect(s); /* so that evaluations find no garbage of the load */
  if (status != BL_OK) {
    s->exported.length = 0;
    bl_keep_failure(s, status);
  }
  return status;
}

/* Answers and arguments that the host gives, and what it reads. */
void bl_put_text(bl_state *s, const char *bytes, size_t length) {
  s->text.length = 0;
  if (!bl_append(&s->text, bytes, length)) s->text.length = 0;
}

static void put_key(bl_state *s, int64_t length, int64_t integer, const char *bytes) {
  int64_t head[2] = {length, integer};
  size_t before = s->keys.length;
  size_t count = bytes ? (size_t)length : 0;
  if (bl_append(&s->keys, head, sizeof head) && bl_append(&s->keys, bytes, count))
    s->key_count++;
  else
    s->keys.length = before;
}

void bl_put_key_text(bl_state *s, const char *bytes, size_t length) {
  put_key(s, (int64_t)length, 0, bytes ? bytes : "");
}

void bl_put_key_integer(bl_state *s, int64_t key) { put_key(s, -1, key, NULL); }

void bl_arguments(bl_state *s) {
  s->argument_count = 0;
  s->argument_texts.length = 0;
}

void bl_argument(bl_state *s, const bl_value *value) {
  if (s->argument_count < BL_MAX_ARGUMENTS) s->arguments[s->argument_count++] = *value;
}

void bl_argument_object(bl_state *s, uint32_t handle) {
  if (s->argument_count == BL_MAX_ARGUMENTS) return;
  bl_value *value = &s->arguments[s->argument_count++];
  value->tag = BL_OBJECT;
  value->object = handle;
}

void bl_argument_text(bl_state *s, const char *bytes, size_t length) {
  if (s->argument_count == BL_MAX_ARGUMENTS) return;
  size_t offset = s->argument_texts.length;
  int kept = bl_append(&s->argument_texts, bytes, length);
  s->argument_offsets[s->argument_count] = offset;
  s->arguments[s->argument_count++] =
      (bl_value){.tag = BL_TEXT, .integer = kept ? (int64_t)length : 0};
}

const uint8_t *bl_exported(const bl_state *s, size_t *length) {
  *length = s->exported.length;
  return (const uint8_t *)s->exported.bytes;
}

const uint8_t *bl_printed(const bl_state *s, size_t *length) {
  *length = s->printed.length;
  return (const uint8_t *)s->printed.bytes;
}

void bl_forget_exported(bl_state *s) { bl_release(&s->exported); }
void bl_forget_printed(bl_state *s) { bl_release(&s->printed); }
int32_t bl_chunk_count(const bl_state *s) { return s->chunk_count; }
const char *bl_chunk_name(const bl_state *s, int32_t index) { return s->chunks[index]; }
