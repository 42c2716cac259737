/* Event logs in XES (IEEE 1849), read as a stream of flat items.
 *
 * Two readers take turns. One takes, in one pass and without copying, what programs write when they
 * export a log: traces, events, and attributes without children, with a key and a value, in double
 * quotes, without entities. Whatever else stands there it leaves to expat, which alone says what is
 * no XML. Both give the same items.
 *
 * Memory: the keys that are wanted, and what one call finds; of the document nothing but one tag.
 * Entities are not expanded but refused. No exceptions cross this border. A reader is for one thread
 * at a time. */
#ifndef BATON_CXES_H
#define BATON_CXES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Bytes behind those that are read which must be readable, whatever they hold. */
enum { cxes_padding = 64 };

typedef enum {
  cxes_trace_start,
  cxes_trace_end, /* `detail`: 1 if what is behind was lost */
  cxes_event_start,
  cxes_event_end,
  cxes_attribute, /* a wanted one; `detail` is a cxes_type */
  cxes_default,   /* the value that a wanted one has where it is not written */
  cxes_fault,     /* `detail` is a cxes_cause */
} cxes_kind;

typedef enum {
  cxes_string,
  cxes_date,
  cxes_int,
  cxes_float,
  cxes_boolean,
  cxes_id,
  cxes_nested, /* a list or container: no text */
} cxes_type;

typedef enum {
  cxes_malformed, /* `key`: the code of expat's error */
  cxes_too_long,
  cxes_too_deep,
  cxes_trace_in_trace,
  cxes_event_outside_trace,
  cxes_unknown_element, /* `text`: its name */
  cxes_without_key,
  cxes_without_value,
} cxes_cause;

typedef struct {
  uint8_t kind;   /* a cxes_kind */
  uint8_t detail;
  uint8_t flags;  /* for the reader itself */
  uint32_t key;   /* of an attribute: which of the wanted */
  uint32_t line;  /* where its tag starts, from 1 */
  uint32_t count; /* bytes of `text`, valid UTF-8 */
  const char *_Nullable text;
} cxes_item;

typedef enum {
  cxes_more,     /* all bytes that could be used were: come again with those left and others */
  cxes_full,     /* enough items for once: come again */
  cxes_end,
  cxes_not_log,  /* the root is another element: `text` */
  cxes_not_xml,  /* there is no root: `key`, expat's error */
  cxes_encoding, /* another than UTF-8: `text` */
  cxes_entities, /* the document declares some */
  cxes_no_memory,
} cxes_status;

typedef struct {
  const cxes_item *_Nullable items; /* good until the next call, as the bytes that were read are */
  size_t count;
  size_t consumed;
  uint32_t lines; /* line ends in the bytes consumed */
  uint32_t key;
  const char *_Nullable text;
} cxes_result;

typedef struct cxes_reader cxes_reader;

/* `most`: how many bytes a tag may have. `plain`: false leaves everything to expat. NULL only
 * without memory. */
cxes_reader *_Nullable cxes_create(size_t most, bool plain);

/* Says that an attribute is wanted, before reading: its keys from the outside to the inside, with
 * 0x1f between them. The first said is key 0. */
bool cxes_want(cxes_reader *_Nonnull reader, bool of_event, const char *_Nonnull path,
               size_t count);

/* Reads on. The bytes start behind the last that was consumed. */
cxes_status cxes_read(cxes_reader *_Nonnull reader, const uint8_t *_Nonnull bytes, size_t count,
                      bool at_end, cxes_result *_Nonnull result);

void cxes_free(cxes_reader *_Nullable reader);

#ifdef __cplusplus
}
#endif

#endif
