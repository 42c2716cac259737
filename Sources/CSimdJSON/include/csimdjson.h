/* JSON documents as a flat tape of nodes, parsed by simdjson.
 *
 * One call per document: the parser checks all of it (grammar, UTF-8, depth) and fills an array of
 * nodes in the order of the text, which the caller walks without calling back. Nodes and the texts
 * they point to live in the parser until its next call. No exceptions cross this border. A parser
 * is for one thread at a time. */
#ifndef BATON_CSIMDJSON_H
#define BATON_CSIMDJSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Bytes after a document that must be readable, whatever they hold. */
enum { csj_padding = 64 };

typedef enum {
  csj_null,
  csj_false,
  csj_true,
  csj_integer, /* `integer` */
  csj_number,  /* `number` */
  csj_text,    /* `text`, `count` bytes of valid UTF-8 */
  csj_list,    /* followed by `count` values */
  csj_object,  /* followed by `count` pairs of a csj_text and a value; `hash` is of the names */
} csj_kind;

typedef struct {
  uint32_t kind; /* a csj_kind */
  uint32_t count;
  union {
    int64_t integer;
    double number;
    const char *_Nonnull text;
    uint64_t hash;
  };
} csj_node;

typedef enum {
  csj_ok,
  csj_malformed, /* not JSON, or a number beyond a double */
  csj_invalid_utf8,
  csj_too_deep,
  csj_no_memory,
} csj_status;

typedef struct csj_parser csj_parser;

/* A parser for documents that nest at most `max_depth` deep; NULL only without memory. */
csj_parser *_Nullable csj_create(size_t max_depth);

/* Parses one document of `length` bytes, which `csj_padding` readable bytes follow. An integer
 * beyond 64 bits with sign becomes the nearest double. */
csj_status csj_parse(csj_parser *_Nonnull parser, const uint8_t *_Nonnull document, size_t length);

/* The nodes of the last document that was ok; the first is its root. */
const csj_node *_Nonnull csj_nodes(const csj_parser *_Nonnull parser);

/* Frees a parser; NULL is allowed. */
void csj_free(csj_parser *_Nullable parser);

/* Whether bytes are valid UTF-8. */
bool csj_is_utf8(const uint8_t *_Nonnull bytes, size_t length);

#ifdef __cplusplus
}
#endif

#endif
