/* The one environment of all files: a read-only view of the words, the host's objects and the small
   language. Nothing in it can be written, so files cannot meet there. Unknown names raise, with the
   nearest known one. */

#include <stdlib.h>

#include "internal.h"

enum { LONGEST_NAME = 48, NEAR = 3 };

/* How many letters to change, add, drop or swap; at most LONGEST_NAME long. */
static int distance(const char *a, size_t n, const char *b, size_t k) {
  int rows[3][LONGEST_NAME + 1];
  for (size_t j = 0; j <= k; j++) rows[0][j] = (int)j;
  for (size_t i = 1; i <= n; i++) {
    int *row = rows[i % 3], *above = rows[(i + 2) % 3], *higher = rows[(i + 1) % 3];
    row[0] = (int)i;
    for (size_t j = 1; j <= k; j++) {
      int best = above[j - 1] + (a[i - 1] != b[j - 1]);
      if (above[j] + 1 < best) best = above[j] + 1;
      if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
      int swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped && higher[j - 2] + 1 < best) best = higher[j - 2] + 1;
      row[j] = best;
    }
  }
  return rows[n % 3][k];
}

static int unknown_global(lua_State *L) {
  if (lua_type(L, 2) != LUA_TSTRING) return luaL_error(L, "unknown global");
  size_t length;
  const char *name = lua_tolstring(L, 2, &length);
  lua_pushvalue(L, 2); /* the nearest so far, if any */
  int nearest = lua_gettop(L), best = NEAR;
  bl_charge(L, 20 + (int64_t)length);
  if (length <= LONGEST_NAME) {
    int64_t count = bl_sorted_keys(L, 1, 0);
    for (int64_t i = 1; i <= count; i++) {
      lua_rawgeti(L, nearest + 1, i);
      size_t k;
      const char *known = lua_tolstring(L, -1, &k);
      if (k <= LONGEST_NAME && memcmp(known, "__", 2) != 0) {
        bl_charge(L, (int64_t)(length * k / 8));
        int d = distance(name, length, known, k);
        if (d < best && d * 2 < (int)(length > k ? length : k) + 1) {
          best = d;
          lua_pushvalue(L, -1);
          lua_replace(L, nearest);
        }
      }
      lua_pop(L, 1);
    }
  }
  if (best < NEAR)
    return luaL_error(
        L, "unknown name '%s'; did you mean '%s'?", name, lua_tostring(L, nearest));
  if (length > 100) return luaL_error(L, "unknown name");
  return luaL_error(L, "unknown name '%s'", name);
}

static int refuse_global(lua_State *L) {
  if (lua_type(L, 2) == LUA_TSTRING && lua_rawlen(L, 2) <= 100)
    return luaL_error(
        L, "'%s' is not a local variable: declare it with 'local'", lua_tostring(L, 2));
  return luaL_error(L, "global variables cannot be set");
}

static void add_library(lua_State *L, const char *name) {
  bl_push_view(L, -1);
  lua_remove(L, -2);
  lua_setfield(L, -2, name);
}

void bl_push_environment(lua_State *L) {
  bl_state *s = BL(L);
  lua_createtable(L, 0, 64);
  bl_open_base(L);
  bl_push_string_library(L);
  lua_pushliteral(L, "");
  lua_createtable(L, 0, 1);
  lua_pushvalue(L, -3);
  lua_setfield(L, -2, "__index"); /* ("x"):rep(3), and no arithmetic on texts */
  lua_setmetatable(L, -2);
  lua_pop(L, 1);
  add_library(L, "string");
  bl_push_table_library(L);
  add_library(L, "table");
  bl_push_math_library(L);
  add_library(L, "math");
  bl_push_utf8_library(L);
  add_library(L, "utf8");
  for (int32_t i = 0; i < s->word_count; i++) {
    if (s->words[i].shape == BL_CONSTANT) {
      bl_push_constant(L, i);
    } else {
      lua_pushinteger(L, i);
      lua_pushcclosure(L, bl_word_call, 1);
    }
    lua_setfield(L, -2, s->words[i].name);
  }
  for (int32_t i = 0; i < s->object_count; i++) {
    bl_push_object(L, s->object_handles[i], 0);
    lua_setfield(L, -2, s->object_names[i]);
  }
  for (int32_t i = 0; i < s->host_function_count; i++) {
    bl_push_host_function(L, i);
    lua_setfield(L, -2, s->functions_of_host[i]);
  }
  lua_pushcfunction(L, bl_number_mark);
  lua_setfield(L, -2, "__n");
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, unknown_global);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
  bl_push_view(L, -1);
  lua_remove(L, -2);
  lua_getmetatable(L, -1);
  lua_pushcfunction(L, refuse_global);
  lua_setfield(L, -2, "__newindex");
  lua_pop(L, 1);
}

static char *copied(bl_state *s, const char *name) {
  size_t length = strlen(name);
  char *copy = malloc(length + 1);
  if (copy)
    memcpy(copy, name, length + 1);
  else
    s->setup_failed = 1;
  return copy;
}

void bl_add_word(bl_state *s, const char *name, int32_t shape) {
  bl_word *words = realloc(s->words, ((size_t)s->word_count + 1) * sizeof *words);
  char *copy = words ? copied(s, name) : NULL;
  if (words) s->words = words;
  if (copy)
    words[s->word_count++] = (bl_word){copy, shape & ~BL_HEARD, (shape & BL_HEARD) != 0};
  else
    s->setup_failed = 1;
}

void bl_add_object(bl_state *s, const char *name, uint32_t handle) {
  size_t count = (size_t)s->object_count + 1;
  char **names = realloc(s->object_names, count * sizeof *names);
  if (names) s->object_names = names;
  uint32_t *handles = realloc(s->object_handles, count * sizeof *handles);
  if (handles) s->object_handles = handles;
  char *copy = names && handles ? copied(s, name) : NULL;
  if (copy) {
    names[s->object_count] = copy;
    handles[s->object_count++] = handle;
  } else {
    s->setup_failed = 1;
  }
}

static void add_name(bl_state *s, char ***names, int32_t *count, const char *name) {
  char **longer = realloc(*names, ((size_t)*count + 1) * sizeof *longer);
  char *copy = longer ? copied(s, name) : NULL;
  if (longer) *names = longer;
  if (copy)
    longer[(*count)++] = copy;
  else
    s->setup_failed = 1;
}

void bl_add_field(bl_state *s, const char *name) {
  add_name(s, &s->fields, &s->field_count, name);
}

void bl_add_function(bl_state *s, const char *name) {
  add_name(s, &s->functions_of_host, &s->host_function_count, name);
}
