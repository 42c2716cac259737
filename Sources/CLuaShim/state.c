/* The state, its allocator and its meters.

   Fuel is counted by a hook every 100 instructions and by every library function for what it does.
   One VM instruction may touch as many bytes as the longest text (compare, equality, hash) or as
   many slots as the stack holds (varargs), so a hit of the hook costs more once those are big. Both
   are those of the entry: its longest text is one that it made or was given, or that functions
   kept; its stack starts as small as every other's. So no evaluation changes the fuel of another.
   Memory is limited three ways: live bytes, one block, and bytes ever asked for. A refused
   allocation is final when Lua asks again after a full collection. The clock is a backstop.
   A stop is sticky: the hook then fires at every instruction and each library function raises. */

#include <locale.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "internal.h"

static char stop_mark; /* the error value of a stop: no text, no allocation */
static char key_arguments;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void hook(lua_State *L, lua_Debug *where);

static void note_stop(bl_state *s, int32_t meter, int full) {
  static const char *const words[] = {
      "", "the fuel is used up", "too much memory is in use", "one value is too big",
      "too much memory was asked for", "the time is over"};
  if (s->stopped) return;
  s->stopped = meter;
  bl_catch(s, s->L, BL_STOPPED, words[meter], strlen(words[meter]), full);
  s->caught.meter = meter;
  lua_sethook(s->L, hook, LUA_MASKCOUNT, 1);
}

static _Noreturn void raise_stop(lua_State *L) {
  lua_pushlightuserdata(L, &stop_mark);
  lua_error(L);
  abort();
}

_Noreturn void bl_stop(lua_State *L, int32_t meter) {
  note_stop(BL(L), meter, 1);
  raise_stop(L);
}

void bl_run_out(lua_State *L) {
  bl_stop(L, BL_FUEL);
}

static void hook(lua_State *L, lua_Debug *where) {
  bl_state *s = BL(L);
  (void)where;
  if (s->stopped) raise_stop(L);
  int64_t weight = 1;
  if (s->longest > 4096) weight += (int64_t)(s->longest / (s->zeros ? 8 : 512));
  if (s->stack_peak > 65536) weight += (int64_t)(s->stack_peak / 1024);
  if ((s->fuel -= BL_HOOK_INTERVAL * weight) < 0) bl_stop(L, BL_FUEL);
  if ((++s->hooks & 63) == 0) {
    double t = now();
    if (s->started == 0) s->started = t;
    if (t - s->started > s->seconds_limit) bl_stop(L, BL_CLOCK);
  }
}

/* Why a block may not grow, or zero. A text is known by the tag that Lua passes for new objects. */
static int32_t refusal(bl_state *s, void *block, size_t old_size, size_t size, size_t growth) {
  if (s->stopped) return s->stopped;
  if (!block && old_size == LUA_TSTRING && size > s->text_limit + 64) return BL_BLOCK;
  if (size > s->block_limit && block != s->string_table) return BL_BLOCK;
  if (s->live + growth > s->live_limit) return BL_LIVE;
  if (s->churned + (int64_t)growth > s->churn_limit) return BL_CHURN;
  return 0;
}

static void *refuse(bl_state *s, void *block, size_t size, int32_t meter) {
  int again = s->refused_size == size && s->refused_block == block;
  if (again || (meter == BL_LIVE && ++s->emergencies > 8)) note_stop(s, meter, 0);
  s->refused_size = size;
  s->refused_block = block;
  return NULL;
}

static void *allocate(void *context, void *block, size_t old_size, size_t size) {
  bl_state *s = context;
  size_t old = block ? old_size : 0;
  if (size == 0) {
    if (block && block == s->stack_block) { /* Lua moves its stack: a new block, then this */
      s->stack_block = s->newest_block;
      s->stack_bytes = s->newest_bytes;
      if (s->stack_bytes > s->stack_peak) s->stack_peak = s->stack_bytes;
    }
    free(block);
    s->live -= old;
    return NULL;
  }
  if (size > old && s->metered) {
    int32_t meter = refusal(s, block, old_size, size, size - old);
    if (meter) return refuse(s, block, size, meter);
    if (!block && old_size == LUA_TSTRING && size > s->longest) s->longest = size;
    if (size > s->largest) s->largest = size;
    s->refused_size = 0;
  }
  int is_strings = block && block == s->string_table;
  void *moved = realloc(block, size);
  if (!moved) return size > old ? refuse(s, block, size, BL_LIVE) : block;
  /* 64 bytes stand for the work of an allocation itself, and 128 more for that of making a text,
     which may be a number that is printed. A table that is counted again because a key found no
     room asks for its array anew without growing, which is work too. */
  if (size > old)
    s->churned += (int64_t)(size - old) + (!block && old_size == LUA_TSTRING ? 192 : 64);
  if (block && size >= 4096) s->churned += (int64_t)(size / 4);
  s->live += size - old;
  if (s->live > s->live_peak) s->live_peak = s->live;
  /* The first block after the state itself is its stack, the first of 1024 bytes its strings. */
  if (!block && old_size == 0) {
    s->newest_block = moved;
    s->newest_bytes = size;
    if (!s->stack_block) s->stack_block = moved;
  }
  if (is_strings || (!s->string_table && !block && size == 1024)) {
    s->string_table = moved;
  }
  return moved;
}

void bl_begin(bl_state *s, const bl_limits *limits, int32_t phase, int timed) {
  s->phase = phase;
  s->generation++;
  s->fuel = s->fuel_limit = limits->fuel;
  s->live_base = s->live_peak = s->live;
  s->live_limit = s->live + (size_t)limits->live;
  s->block_limit = (size_t)limits->block;
  s->text_limit = (size_t)limits->text;
  s->churned = 0;
  s->churn_limit = limits->churned;
  s->printed_limit = (size_t)limits->printed;
  s->seconds_limit = limits->seconds;
  s->largest = 0;
  s->longest = s->kept_text;
  s->zeros = s->kept_zeros;
  s->stack_peak = s->stack_bytes;
  s->emergencies = 0;
  s->refused_size = 0;
  s->hooks = 0;
  s->pending_node = -1;
  s->started = timed ? now() : 0;
  s->seconds = 0;
  s->has_caught = 0;
  s->printed.length = 0;
  s->metered = 1;
  lua_sethook(s->L, hook, LUA_MASKCOUNT, BL_HOOK_INTERVAL);
}

void bl_end(bl_state *s, int timed) {
  s->metered = 0;
  s->phase = BL_IDLE;
  if (timed) s->seconds = now() - s->started;
  if (s->stack_bytes != s->stack_floor && !s->stopped) bl_lay_base(s);
}

/* Brings the main stack back to its first size, with what stands at its bottom: the kept functions,
   the message handler, the kept object, the reused arguments. Raises nothing. */
int bl_lay_base(bl_state *s) {
  lua_State *L = s->L;
  lua_resetthread(L);
  if (!lua_checkstack(L, BL_AT_ARGUMENT + BL_MAX_ARGUMENTS + 64)) {
    s->stopped = BL_LIVE;
    return 0;
  }
  lua_rawgetp(L, LUA_REGISTRYINDEX, &bl_key_ordinals);
  lua_pushcfunction(L, bl_message_handler);
  bl_push_kept(L);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &key_arguments);
  for (int i = 1; i <= BL_MAX_ARGUMENTS; i++) lua_rawgeti(L, BL_AT_ARGUMENT, i);
  lua_remove(L, BL_AT_ARGUMENT);
  s->stack_floor = s->stack_bytes;
  return 1;
}

/* The C locale of this thread while Lua runs: what a number looks like and how texts compare must
   not depend on what the host has set. */
static locale_t plain;

static void make_plain(void) { plain = newlocale(LC_ALL_MASK, "C", (locale_t)0); }

static inline locale_t plain_locale(void) { return plain; }

int bl_protected(bl_state *s, lua_CFunction body, void *argument) {
  locale_t before = uselocale(plain_locale());
  lua_pushcfunction(s->L, body);
  lua_pushlightuserdata(s->L, argument);
  int status = lua_pcall(s->L, 1, 0, BL_AT_HANDLER);
  if (status != LUA_OK) lua_pop(s->L, 1);
  uselocale(before);
  if (status == LUA_ERRMEM && !s->stopped) note_stop(s, BL_LIVE, 0);
  return s->stopped ? BL_STOPPED : status == LUA_OK ? BL_OK : BL_RAISED;
}

/* The fast way: no allocation, so nothing can raise outside the one protected call. */
int32_t bl_test(
    bl_state *s, int64_t ordinal, const bl_limits *limits, const bl_host *host, void *context,
    int32_t *truth) {
  lua_State *L = s->L;
  if (s->stopped || ordinal < 0 || ordinal >= s->functions) return BL_REFUSED;
  locale_t before = uselocale(plain_locale());
  bl_begin(s, limits, BL_EVALUATING, 0);
  s->host = host;
  s->context = context;
  lua_rawgeti(L, BL_AT_FUNCTIONS, ordinal + 1);
  for (int i = 0; i < s->argument_count; i++) {
    const bl_value *value = &s->arguments[i];
    if (value->tag == BL_OBJECT && s->kept && value->object == s->kept->handle) {
      s->kept->generation = s->generation;
      lua_pushvalue(L, BL_AT_KEPT);
    } else if (value->tag == BL_OBJECT) {
      bl_object *object = lua_touserdata(L, BL_AT_ARGUMENT + i);
      object->handle = value->object;
      object->generation = s->generation;
      lua_pushvalue(L, BL_AT_ARGUMENT + i);
    } else if (value->tag == BL_INTEGER) {
      lua_pushinteger(L, value->integer);
    } else if (value->tag == BL_NUMBER) {
      lua_pushnumber(L, value->number);
    } else if (value->tag == BL_TRUE || value->tag == BL_FALSE) {
      lua_pushboolean(L, value->tag == BL_TRUE);
    } else {
      lua_pushnil(L);
    }
  }
  int status = lua_pcall(L, s->argument_count, 1, BL_AT_HANDLER);
  *truth = status == LUA_OK && lua_toboolean(L, -1);
  lua_pop(L, 1);
  uselocale(before);
  if (status == LUA_ERRMEM && !s->stopped) note_stop(s, BL_LIVE, 0);
  bl_end(s, 0);
  s->host = NULL;
  if (s->stopped || status != LUA_OK) {
    bl_keep_failure(s, s->stopped ? BL_STOPPED : BL_RAISED);
    return s->stopped ? BL_STOPPED : BL_RAISED;
  }
  return BL_OK;
}

static int call_body(lua_State *L) {
  bl_state *s = BL(L);
  int64_t ordinal = *(int64_t *)lua_touserdata(L, 1);
  luaL_checkstack(L, BL_MAX_ARGUMENTS + 8, "too many arguments");
  lua_rawgetp(L, LUA_REGISTRYINDEX, &bl_key_ordinals);
  lua_rawgeti(L, -1, ordinal + 1);
  for (int i = 0; i < s->argument_count; i++) {
    const bl_value *value = &s->arguments[i];
    int is_text = value->tag == BL_TEXT && value->integer > 0;
    const char *text = is_text ? s->argument_texts.bytes + s->argument_offsets[i] : "";
    bl_push_value(L, s, value, text, is_text ? (size_t)value->integer : 0);
  }
  lua_call(L, s->argument_count, 1);
  bl_export_begin(L);
  bl_export_value(L, lua_gettop(L), 0);
  bl_export_end(L);
  return 0;
}

int32_t bl_call(
    bl_state *s, int64_t ordinal, const bl_limits *limits, const bl_host *host, void *context) {
  if (s->stopped || ordinal < 0 || ordinal >= s->functions) return BL_REFUSED;
  s->exported.length = 0;
  s->host = host;
  s->context = context;
  bl_begin(s, limits, BL_EVALUATING, 1);
  int status = bl_protected(s, call_body, &ordinal);
  bl_end(s, 1);
  s->host = NULL;
  if (status != BL_OK) bl_keep_failure(s, status);
  return status;
}

static int setup_body(lua_State *L) {
  bl_state *s = BL(L);
  bl_learn_capacity(L);
  bl_open_objects(L);
  bl_open_records(L);
  bl_push_environment(L);
  lua_pushvalue(L, -1);
  lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &bl_key_environment);
  size_t size = 16;
  while (size < (size_t)s->field_count * 2) size *= 2;
  s->slots = calloc(size, sizeof *s->slots);
  if (!s->slots) luaL_error(L, "not enough memory");
  s->slot_mask = size - 1;
  lua_createtable(L, s->field_count, 0);
  for (int32_t i = 0; i < s->field_count; i++) {
    const char *text = lua_pushstring(L, s->fields[i]);
    size_t at = ((uintptr_t)text >> 4) & s->slot_mask;
    while (s->slots[at].text && s->slots[at].text != text) at = (at + 1) & s->slot_mask;
    if (!s->slots[at].text) s->slots[at] = (bl_slot){text, i};
    lua_rawseti(L, -2, i + 1);
  }
  lua_rawsetp(L, LUA_REGISTRYINDEX, &s->slots);
  bl_open_kept(L);
  return 0;
}

/* Makes what stands at the bottom of the main stack. */
static int base_body(lua_State *L) {
  lua_createtable(L, 0, 0);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &bl_key_ordinals);
  lua_createtable(L, BL_MAX_ARGUMENTS, 0);
  for (int i = 1; i <= BL_MAX_ARGUMENTS; i++) {
    bl_push_object(L, 0, ~(uint64_t)0);
    lua_rawseti(L, -2, i);
  }
  lua_rawsetp(L, LUA_REGISTRYINDEX, &key_arguments);
  return 0;
}

bl_state *bl_new(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, make_plain);
  bl_state *s = calloc(1, sizeof *s);
  if (!s) return NULL;
  s->L = lua_newstate(allocate, s);
  if (!s->L) {
    free(s);
    return NULL;
  }
  BL(s->L) = s;
  return s;
}

int32_t bl_seal(bl_state *s) {
  lua_State *L = s->L;
  s->fuel = INT64_MAX;
  s->text_limit = SIZE_MAX / 4;
  if (s->setup_failed) return 0;
  lua_pushcfunction(L, setup_body);
  if (lua_pcall(L, 0, 0, 0) != LUA_OK) return 0;
  lua_pushcfunction(L, base_body);
  return lua_pcall(L, 0, 0, 0) == LUA_OK && bl_lay_base(s);
}

static void free_names(char **names, int32_t count) {
  for (int32_t i = 0; i < count; i++) free(names[i]);
  free(names);
}

void bl_free(bl_state *s) {
  s->metered = 0;
  lua_close(s->L);
  for (int32_t i = 0; i < s->word_count; i++) free(s->words[i].name);
  free(s->words);
  free_names(s->object_names, s->object_count);
  free(s->object_handles);
  free_names(s->functions_of_host, s->host_function_count);
  free_names(s->fields, s->field_count);
  free_names(s->chunks, s->chunk_count);
  free(s->slots);
  free(s->asked);
  free(s->asked_slots);
  bl_forget_failures(s);
  bl_clear_failure(&s->caught);
  bl_bytes *all[] = {&s->exported, &s->printed, &s->text, &s->source, &s->source_name,
                     &s->keys,     &s->argument_texts};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) bl_release(all[i]);
  free(s);
}

bl_usage bl_usage_of(const bl_state *s) {
  int64_t left = s->fuel < 0 ? 0 : s->fuel;
  return (bl_usage){
      s->fuel_limit - left, (int64_t)(s->live_peak - s->live_base), (int64_t)s->largest, s->churned,
      s->seconds};
}

int32_t bl_usable(const bl_state *s) { return !s->stopped; }
int64_t bl_live(const bl_state *s) { return (int64_t)s->live; }

static int collect_body(lua_State *L) {
  lua_gc(L, LUA_GCCOLLECT);
  return 0;
}

void bl_collect(bl_state *s) {
  lua_pushcfunction(s->L, collect_body);
  if (lua_pcall(s->L, 0, 0, 0) != LUA_OK) lua_pop(s->L, 1);
}
