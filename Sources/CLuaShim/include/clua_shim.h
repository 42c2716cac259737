/* The fence round Lua: every call that may raise is made below this header, in C. Swift sees an
   opaque state, plain structs and statuses; it is never between a setjmp and a longjmp. */

#ifndef CLUA_SHIM_H
#define CLUA_SHIM_H

#include <stddef.h>
#include <stdint.h>

typedef struct bl_state bl_state;

/* How an entry into Lua ended. */
enum { BL_OK = 0, BL_STOPPED = 1, BL_RAISED = 2, BL_SYNTAX = 3, BL_REFUSED = 4 };

/* What stopped it. */
enum {
  BL_NO_METER = 0,
  BL_FUEL = 1,
  BL_LIVE = 2,
  BL_BLOCK = 3,
  BL_CHURN = 4,
  BL_CLOCK = 5
};

/* The shapes of the words that scripts call. An amount is a value that functions may make too. */
enum {
  BL_DECLARATION = 0,
  BL_SINGLE = 1,
  BL_VALUE = 2,
  BL_INCLUDE = 3,
  BL_CONSTANT = 4,
  BL_AMOUNT = 5,
  BL_HEARD = 16 /* added: the host hears of each as soon as it is complete */
};

typedef struct {
  int64_t fuel, live, block, text, churned, printed;
  double seconds;
} bl_limits;

typedef struct {
  int64_t fuel, live, largest, churned;
  double seconds;
} bl_usage;

enum { BL_FRAMES = 24 };

typedef struct {
  char *chunk;
  char *name; /* may be NULL */
  int32_t line;
} bl_frame;

typedef struct {
  int32_t kind, meter;
  char *message;
  size_t length;
  char *chunk; /* may be NULL */
  int32_t line;
  int32_t frame_count;
  bl_frame frames[BL_FRAMES];
} bl_failure;

/* A scalar or an object that crosses the fence, either way. */
enum {
  BL_NONE = 0,
  BL_FALSE = 1,
  BL_TRUE = 2,
  BL_INTEGER = 3,
  BL_NUMBER = 4,
  BL_TEXT = 5, /* the bytes were given with bl_put_text */
  BL_OBJECT = 6,
  BL_DENIED = 7, /* the message was given with bl_put_text */
  BL_RECORD = 8, /* only as an argument of the host's functions */
  BL_OTHER = 9   /* the same */
};

typedef struct {
  int32_t tag;
  uint32_t object;
  int64_t integer;
  double number;
} bl_value;

/* What a script gives to a function of the host. */
typedef struct {
  int32_t tag, word;  /* a record's word */
  int64_t integer;    /* an integer, or the length of the text */
  double number;      /* a number; a record's first argument if that is one, else NaN */
  const char *text;   /* a text, a record's first argument if that is one, else NULL; the name of
                         the type of anything else */
} bl_given;

/* What the host answers to an include. */
enum { BL_SOURCE = 0, BL_NOT_INCLUDED = 1 };

/* The host's callbacks. None of them may enter the state again, none of them raises. */
typedef struct {
  void (*member)(
      bl_state *state, void *context, uint32_t object, int32_t slot, const char *text,
      size_t length, int64_t integer, bl_value *out);
  void (*keys)(bl_state *state, void *context, uint32_t object); /* answers with bl_put_key_… */
  int32_t (*include)(
      bl_state *state, void *context, const char *name, size_t length, int64_t node,
      const char *chunk, int32_t line); /* answers with bl_put_source or bl_put_text */
  void (*heard)(bl_state *state, void *context); /* the record is exported; only while loading */
  void (*call)(
      bl_state *state, void *context, int32_t function, const bl_given *given, int32_t count,
      bl_value *out);
} bl_host;

/* Making a state. Names are copied. Setting up is over with bl_seal, which answers zero when there
   was no memory. */
bl_state *bl_new(void);
void bl_free(bl_state *state);
void bl_add_word(bl_state *state, const char *name, int32_t shape);
void bl_add_object(bl_state *state, const char *name, uint32_t handle);
void bl_add_field(bl_state *state, const char *name);
void bl_add_function(bl_state *state, const char *name);
/* The host's object with this handle answers the same for its fields until `bl_forget_kept`. */
void bl_keep_object(bl_state *state, uint32_t handle);
int32_t bl_seal(bl_state *state);

/* Runs a chunk as a rule file. `exported` holds the results and the declared records; among them
   stand, as integers, the numbers given to `__n(first, count, true)`: first << 32 | count. */
int32_t bl_load(
    bl_state *state, const char *name, const char *bytes, size_t length, const bl_limits *limits,
    const bl_host *host, void *context);

/* Arguments of the next call; at most 16. */
void bl_arguments(bl_state *state);
void bl_argument(bl_state *state, const bl_value *value);
void bl_argument_object(bl_state *state, uint32_t handle);
void bl_argument_text(bl_state *state, const char *bytes, size_t length);

/* Calls a kept function. `bl_call` leaves its first result in `exported`. */
int32_t bl_test(
    bl_state *state, int64_t ordinal, const bl_limits *limits, const bl_host *host, void *context,
    int32_t *truth);
int32_t bl_call(
    bl_state *state, int64_t ordinal, const bl_limits *limits, const bl_host *host, void *context);

/* The fields of the kept object have changed. */
void bl_forget_kept(bl_state *state);

/* Answers of the host's callbacks. */
void bl_put_text(bl_state *state, const char *bytes, size_t length);
void bl_put_key_text(bl_state *state, const char *bytes, size_t length);
void bl_put_key_integer(bl_state *state, int64_t key);
void bl_put_source(
    bl_state *state, const char *name, const char *bytes, size_t length);

/* What there is to read after an entry. */
const uint8_t *bl_exported(const bl_state *state, size_t *length);
void bl_forget_exported(bl_state *state);
const uint8_t *bl_printed(const bl_state *state, size_t *length);
void bl_forget_printed(bl_state *state);
int32_t bl_failure_count(const bl_state *state);
const bl_failure *bl_failure_at(const bl_state *state, int32_t index);
void bl_forget_failures(bl_state *state);
int32_t bl_chunk_count(const bl_state *state);
const char *bl_chunk_name(const bl_state *state, int32_t index);
bl_usage bl_usage_of(const bl_state *state);
int32_t bl_usable(const bl_state *state);
int64_t bl_live(const bl_state *state);
void bl_collect(bl_state *state);

/* The tags of the exported stream; numbers are 8 bytes in the machine's order. */
enum {
  BL_X_NONE = 0,
  BL_X_FALSE = 1,
  BL_X_TRUE = 2,
  BL_X_INTEGER = 3,  /* integer */
  BL_X_NUMBER = 4,   /* double */
  BL_X_TEXT = 5,     /* length, bytes */
  BL_X_SHARED = 6,   /* length, bytes; takes the next number of shared texts */
  BL_X_AGAIN = 7,    /* number of a shared text */
  BL_X_TABLE = 8,    /* number, node or -1, count, then key and value pairs */
  BL_X_TABLE_REF = 9,    /* number */
  BL_X_CYCLE = 10,
  BL_X_DEEP = 11,
  /* ordinal, node, chunk, line, problem, count of reached, reached nodes, captures: their count,
     then a name and a value each; these have numbers of tables of their own */
  BL_X_FUNCTION = 12,
  BL_X_FUNCTION_REF = 13, /* ordinal */
  BL_X_RECORD = 14,  /* number, word, node, chunk, line, completed, count, arguments */
  BL_X_RECORD_REF = 15,  /* number */
  BL_X_OBJECT = 16,  /* handle */
  BL_X_OPAQUE = 17,  /* length, type name */
  BL_X_OTHER_KEY = 18, /* length, type name; only as a key */
  BL_X_CLOSURE = 19,     /* number, node or -1, captures; only as something captured */
  BL_X_CLOSURE_REF = 20  /* number */
};

#endif
