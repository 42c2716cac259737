/* What the files of the shim share: the state, its meters, and the few helpers that all the
   library functions lean on. */

#ifndef BL_INTERNAL_H
#define BL_INTERNAL_H

#include <lauxlib.h>
#include <lua.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "clua_shim.h"

/* A growing run of bytes outside Lua's memory. */
typedef struct {
  char *bytes;
  size_t length, capacity;
} bl_bytes;

typedef struct {
  char *name;
  int32_t shape, heard;
} bl_word;

/* Where a field's name is interned, and its slot; an open-addressed table by address. */
typedef struct {
  const char *text;
  int32_t slot;
} bl_slot;

enum { BL_IDLE = 0, BL_LOADING = 1, BL_EVALUATING = 2 };
enum { BL_MAX_ARGUMENTS = 16, BL_HOOK_INTERVAL = 100 };

struct bl_state {
  lua_State *L;

  /* Meters. `fuel` counts down; the others count up. `stopped` is sticky. */
  int64_t fuel;
  int32_t stopped, phase, metered, hooks;
  size_t live, live_base, live_peak, live_limit, largest, block_limit, text_limit;
  size_t longest;   /* of the texts that this entry can touch */
  int32_t zeros;    /* whether one of them may hold a zero byte */
  int32_t kept_zeros;
  size_t kept_text; /* the longest that kept functions hold, or that is written in a source */
  int64_t churned, churn_limit, fuel_limit;
  double seconds_limit, started, seconds;
  size_t printed_limit;

  /* The last refused allocation: Lua collects and asks again, and only then is it final. */
  void *refused_block;
  size_t refused_size;
  int32_t emergencies;
  /* Two blocks that Lua owns and whose size matters: its stack and its table of strings. */
  void *stack_block, *string_table, *newest_block;
  size_t stack_bytes, stack_peak, stack_floor, newest_bytes;

  /* The kept object, and what was asked of it; see kept.c. */
  struct bl_object *kept;
  uint32_t kept_handle;
  int32_t keeps, asked_count;
  uint8_t *asked;
  int32_t *asked_slots;

  const bl_host *host;
  void *context;
  uint64_t generation;

  bl_word *words;
  int32_t word_count;
  char **object_names;
  uint32_t *object_handles;
  int32_t object_count;
  char **functions_of_host;
  int32_t host_function_count;
  char **fields;
  int32_t field_count;
  bl_slot *slots;
  size_t slot_mask;
  int32_t setup_failed, knows_capacity;

  char **chunks;
  int32_t chunk_count;
  const char *last_source; /* the address of the chunk name that was looked up last */
  int32_t last_chunk;

  int64_t pending_node, records, functions, shared_texts, tables, captured;
  bl_failure caught; /* what the message handler or a stop saw */
  int32_t has_caught;
  bl_failure *failures;
  int32_t failure_count;

  bl_bytes exported, printed, text, source, source_name, keys;
  int32_t key_count;
  bl_value arguments[BL_MAX_ARGUMENTS];
  size_t argument_offsets[BL_MAX_ARGUMENTS];
  bl_bytes argument_texts;
  int32_t argument_count;
};

#define BL(L) (*(bl_state **)lua_getextraspace(L))

/* The fixed slots at the bottom of the main stack. */
enum { BL_AT_FUNCTIONS = 1, BL_AT_HANDLER = 2, BL_AT_KEPT = 3, BL_AT_ARGUMENT = 4 };

/* Addresses that serve as keys of the registry. */
extern char bl_key_marks, bl_key_records, bl_key_includes, bl_key_results, bl_key_environment;
extern char bl_key_ordinals, bl_key_object_meta, bl_key_record_metas, bl_key_inert;

/* state.c */
void bl_run_out(lua_State *L);
_Noreturn void bl_stop(lua_State *L, int32_t meter);
int bl_message_handler(lua_State *L);
int bl_protected(bl_state *s, lua_CFunction body, void *argument);
void bl_begin(bl_state *s, const bl_limits *limits, int32_t phase, int timed);
void bl_end(bl_state *s, int timed);
int bl_lay_base(bl_state *s);

/* failure.c */
void bl_catch(
    bl_state *s, lua_State *L, int32_t kind, const char *message, size_t length, int full);
void bl_keep_failure(bl_state *s, int32_t kind);
void bl_clear_failure(bl_failure *failure);
void bl_error_text(lua_State *L, int index, bl_bytes *out);

/* Pays for work; a meter that is used up raises, again and again. */
static inline void bl_charge(lua_State *L, int64_t amount) {
  bl_state *s = BL(L);
  if ((s->fuel -= amount) < 0 || s->stopped) bl_run_out(L);
}

/* Lua compares texts from zero byte to zero byte, which is slow where there are many: the library
   tells when it makes one. */
static inline void bl_note_zeros(lua_State *L, const char *bytes, size_t length) {
  bl_state *s = BL(L);
  if (!s->zeros && length && memchr(bytes, 0, length)) s->zeros = 1;
}

/* bytes.c */
int bl_append(bl_bytes *b, const void *bytes, size_t length);
void bl_release(bl_bytes *b);

/* buffer.c: a text under construction, inside Lua's memory and limits. */
typedef struct {
  lua_State *L;
  char *p;
  size_t n, capacity;
  int slot;
  char inline_bytes[512];
} bl_buffer;
void bl_buffer_init(bl_buffer *b, lua_State *L); /* pushes one slot */
char *bl_buffer_room(bl_buffer *b, size_t more);
void bl_buffer_add(bl_buffer *b, const char *bytes, size_t length);
void bl_buffer_push(bl_buffer *b);

static inline void bl_buffer_byte(bl_buffer *b, char c) {
  if (b->n == b->capacity) bl_buffer_room(b, 1);
  b->p[b->n++] = c;
}

/* number.c */
enum { BL_NUMBER_SIZE = 64 };
size_t bl_number_text(lua_State *L, int index, char *out);
const char *bl_check_text(lua_State *L, int arg, size_t *length);
const char *bl_optional_text(lua_State *L, int arg, const char *otherwise, size_t *length);
const char *bl_to_text(lua_State *L, int index, size_t *length); /* pushes the text */
const char *bl_type_name(lua_State *L, int index);

/* libraries: each pushes a plain table of functions */
void bl_open_base(lua_State *L); /* fills the table on top */
void bl_push_string_library(lua_State *L);
void bl_push_table_library(lua_State *L);
void bl_push_math_library(lua_State *L);
void bl_push_utf8_library(lua_State *L);
int bl_string_format(lua_State *L);
int bl_string_find(lua_State *L);
int bl_string_match(lua_State *L);
int bl_string_gmatch(lua_State *L);
int bl_string_gsub(lua_State *L);
int bl_gmatch_next(lua_State *L);
int bl_table_sort(lua_State *L);

/* order.c */
int bl_pairs(lua_State *L);
int bl_pairs_next(lua_State *L);
int64_t bl_sorted_keys(lua_State *L, int index, int lenient);

/* capacity.c */
void bl_learn_capacity(lua_State *L);
void bl_charge_walk(lua_State *L, int index);

/* views.c */
void bl_push_view(lua_State *L, int index);
int bl_resolve(lua_State *L, int index);
int bl_is_view(lua_State *L, int index);
void bl_check_indexable(lua_State *L, int arg);
void bl_check_writable(lua_State *L, int arg);
int64_t bl_length(lua_State *L, int arg);
void bl_freeze(lua_State *L, int64_t from, int64_t to);

/* environment.c */
void bl_push_environment(lua_State *L);

/* records.c: every userdata starts with its kind */
enum { BL_KIND_BUFFER = 0, BL_KIND_RECORD = 1, BL_KIND_OBJECT = 2 };
typedef struct {
  int32_t kind, word, chunk, line, completed, count;
  int64_t number, node;
} bl_record;
void bl_open_records(lua_State *L);
/* Pushes the record that a word without arguments stands for. */
void bl_push_constant(lua_State *L, int32_t word);
int bl_number_mark(lua_State *L);
int bl_word_call(lua_State *L);
bl_record *bl_to_record(lua_State *L, int index);
int32_t bl_chunk_index(bl_state *s, const char *source);

/* load.c */
int bl_compile(lua_State *L, const char *name, const char *bytes, size_t length);
int bl_include(lua_State *L);

/* scan.c */
/* What a text asks of the compiler. */
typedef struct {
  const char *problem; /* why it is refused, or NULL */
  int32_t line;        /* where */
  int64_t work;        /* of the compiler, in units of fuel, beyond reading each byte */
  size_t longest_text; /* that is written in it */
  int32_t zeros;       /* whether a text in it may hold a zero byte */
} bl_scanned;
bl_scanned bl_scan(const char *bytes, size_t length);

/* objects.c */
typedef struct bl_object {
  int32_t kind;
  uint32_t handle;
  uint64_t generation; /* 0: a global, good in every evaluation */
} bl_object;
void bl_open_objects(lua_State *L);
void bl_push_object(lua_State *L, uint32_t handle, uint64_t generation);
bl_object *bl_to_object(lua_State *L, int index);
void bl_push_object_keys(lua_State *L, int index);
void bl_push_value(lua_State *L, bl_state *s, const bl_value *value, const char *text, size_t n);
int64_t bl_object_length(lua_State *L, int index);
void bl_push_object_meta(lua_State *L);
void bl_check_fresh(lua_State *L, const bl_object *object);
int32_t bl_slot_of_key(lua_State *L);
void bl_ask(lua_State *L, const bl_object *object, int32_t slot, bl_value *out);
void bl_push_answer(lua_State *L, const bl_value *answer);

/* calls.c */
void bl_push_host_function(lua_State *L, int32_t function);

/* kept.c */
void bl_open_kept(lua_State *L);
void bl_push_kept(lua_State *L);

/* export.c */
void bl_export_begin(lua_State *L);
void bl_export_end(lua_State *L);
void bl_export_value(lua_State *L, int index, int keep);
void bl_export_integer(lua_State *L, int64_t value);
void bl_export_bytes(lua_State *L, const void *bytes, size_t length);
int64_t bl_node_of(lua_State *L, int index);

/* reach.c: the problem, the count and the numbers of the functions that a function reaches */
void bl_export_reach(lua_State *L, int function);

/* captures.c: the count of what a function captured, then names and values */
void bl_captures_begin(lua_State *L);
void bl_captures_end(lua_State *L);
void bl_export_captures(lua_State *L, int function);

#endif
