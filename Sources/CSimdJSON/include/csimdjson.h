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

/* --- Records of which only some members are wanted ---------------------------------------------
 *
 * The caller says the names once. Of each record it gets the members that have one of them, each
 * name once: the last value written, at the place of the first. The rest is checked and skipped.
 * Names are compared byte by byte; the k-th name of a record is expected to be that of the record
 * before. A name beyond ASCII that is none of the names byte by byte may still be one of them in
 * the eyes of the caller, who is asked. */

enum {
  csj_unknown = -1, /* none of the names */
  csj_unsure = -2,  /* for the caller to resolve */
};

typedef struct {
  int32_t field;  /* which of the names */
  uint16_t kind;  /* a csj_kind; an integral number up to 2^53 is a csj_integer however written */
  uint16_t is_quoted; /* of a text: whether a quote stands right before and behind it */
  uint32_t place; /* of a list or object: for csj_expand */
  uint32_t count; /* bytes of a text */
  union {
    int64_t integer;
    double number;
    const char *_Nonnull text;
  };
} csj_member;

typedef struct {
  const csj_member *_Nullable members;
  size_t count;
  size_t unsure; /* how many members are csj_unsure */
  uint32_t kind; /* of the document: without members if it is no csj_object */
} csj_record;

typedef struct csj_fields csj_fields;

/* Name i ends at ends[i] and starts where the one before ends; no two are the same. NULL only
 * without memory. */
csj_fields *_Nullable csj_fields_create(const uint8_t *_Nonnull names,
                                        const uint32_t *_Nonnull ends, size_t count);

/* Parses one document as csj_parse does. The members live until the next call with either; their
 * texts may lie in the document. */
csj_status csj_parse_fields(csj_parser *_Nonnull parser, csj_fields *_Nonnull fields,
                            const uint8_t *_Nonnull document, size_t length,
                            csj_record *_Nonnull record);

/* The name of an unsure member, the first being 0, as it was written. */
const char *_Nonnull csj_unsure_name(const csj_fields *_Nonnull fields, size_t index,
                                     size_t *_Nonnull length);

/* Says which name it is, or csj_unknown. Remembered while records look alike. */
void csj_resolve(csj_fields *_Nonnull fields, size_t index, int32_t field);

/* The record once all that was unsure is resolved. */
void csj_settle(csj_fields *_Nonnull fields, csj_record *_Nonnull record);

void csj_fields_free(csj_fields *_Nullable fields);

/* Makes nodes of the value at a member's place; its document must be the parser's last. */
csj_status csj_expand(csj_parser *_Nonnull parser, uint32_t place);

/* --- Records that nest, of which some paths are wanted --------------------------------------------
 *
 * Events are often written as objects in objects, and cases as objects with a list of events. The
 * caller says once which paths it wants, and gets the values in the order in which they are
 * written, repeated ones too. Only plain records are read: objects of texts without escapes, whole
 * numbers, truth values and nulls, and that one list of such objects. Everything else is not
 * looked at further, and left to csj_parse. */

enum { csj_element = -3 }; /* the `field` of a member that says: here the next of the list starts */

typedef struct {
  const csj_member *_Nullable own; /* of the record, without nulls; `place` says nothing */
  size_t own_count;
  const csj_member *_Nullable elements; /* of the list's objects, one behind the other */
  size_t element_count;
  bool has_list;
} csj_found;

typedef struct csj_paths csj_paths;

/* NULL only without memory. */
csj_paths *_Nullable csj_paths_create(void);

/* Says that a path is wanted, and under which number (0 and up): names from the outside to the
 * inside, each with its length before it as a byte of 0 to 255. Of several numbers for one path the
 * first counts. False: it cannot be said, or there is no memory. */
bool csj_paths_want(csj_paths *_Nonnull paths, bool of_element, const uint8_t *_Nonnull path,
                    size_t count, int32_t field);

/* Says where the list is. */
bool csj_paths_want_list(csj_paths *_Nonnull paths, const uint8_t *_Nonnull path, size_t count);

/* Reads a record that `csj_padding` readable bytes follow; false if it is not plain, which says
 * nothing of it. What is found lives until the next call, its texts in the record. */
bool csj_paths_read(csj_paths *_Nonnull paths, const uint8_t *_Nonnull record, size_t length,
                    csj_found *_Nonnull found);

void csj_paths_free(csj_paths *_Nullable paths);

/* Frees a parser; NULL is allowed. */
void csj_free(csj_parser *_Nullable parser);

/* Whether bytes are valid UTF-8. */
bool csj_is_utf8(const uint8_t *_Nonnull bytes, size_t length);

#ifdef __cplusplus
}
#endif

#endif
