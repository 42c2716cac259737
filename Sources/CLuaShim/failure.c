/* What went wrong and where, kept outside Lua's memory so that it survives a full heap. */

#include <stdio.h>
#include <stdlib.h>

#include "internal.h"

enum { LONGEST_MESSAGE = 4000 };

static char *copy_text(const char *text) {
  size_t length = strlen(text);
  char *copy = malloc(length + 1);
  if (copy) memcpy(copy, text, length + 1);
  return copy;
}

void bl_clear_failure(bl_failure *f) {
  free(f->message);
  free(f->chunk);
  for (int32_t i = 0; i < f->frame_count; i++) {
    free(f->frames[i].chunk);
    free(f->frames[i].name);
  }
  *f = (bl_failure){0};
}

/* The file and line that Lua wrote before a message, when it is a file that this state ran. */
static size_t prefix(
    bl_state *s, const char *message, size_t length, const char **chunk, int32_t *line) {
  for (int32_t i = 0; i < s->chunk_count; i++) {
    size_t n = strlen(s->chunks[i]);
    if (n > LUA_IDSIZE - 1) n = LUA_IDSIZE - 1;
    if (length < n + 4 || memcmp(message, s->chunks[i], n) != 0 || message[n] != ':') continue;
    size_t at = n + 1;
    int32_t number = 0;
    while (at < length && message[at] >= '0' && message[at] <= '9' && number < 100000000)
      number = number * 10 + (message[at++] - '0');
    if (at == n + 1 || at + 1 >= length || message[at] != ':' || message[at + 1] != ' ') continue;
    *chunk = s->chunks[i];
    *line = number;
    return at + 2;
  }
  return 0;
}

/* `full` is false inside the allocator, where only what cannot move is read. */
void bl_catch(
    bl_state *s, lua_State *L, int32_t kind, const char *message, size_t length, int full) {
  bl_failure *f = &s->caught;
  bl_clear_failure(f);
  s->has_caught = 1;
  f->kind = kind;
  const char *chunk = NULL;
  size_t skip = kind == BL_STOPPED ? 0 : prefix(s, message, length, &chunk, &f->line);
  lua_Debug ar;
  memset(&ar, 0, sizeof ar);
  for (int level = 0; f->frame_count < BL_FRAMES && lua_getstack(L, level, &ar); level++) {
    if (!lua_getinfo(L, full ? "Sln" : "Sl", &ar)) break;
    if (ar.currentline <= 0 || !ar.source || ar.source[0] != '=') continue;
    bl_frame *frame = &f->frames[f->frame_count++];
    frame->chunk = copy_text(ar.source + 1);
    frame->line = ar.currentline;
    frame->name = full && ar.name ? copy_text(ar.name) : NULL;
  }
  if (chunk) {
    f->chunk = copy_text(chunk);
  } else if (f->frame_count && f->frames[0].chunk) {
    f->chunk = copy_text(f->frames[0].chunk);
    f->line = f->frames[0].line;
  }
  message += skip;
  length -= skip;
  if (length > LONGEST_MESSAGE) length = LONGEST_MESSAGE;
  f->message = malloc(length + 1);
  if (f->message) {
    memcpy(f->message, message, length);
    f->message[length] = 0;
    f->length = length;
  }
}

/* Moves what was caught to the list of failures. */
void bl_keep_failure(bl_state *s, int32_t kind) {
  if (!s->has_caught) {
    static const char text[] = "an error while handling an error";
    bl_catch(s, s->L, kind, text, sizeof text - 1, 0);
  }
  bl_failure *grown = realloc(s->failures, ((size_t)s->failure_count + 1) * sizeof *grown);
  if (!grown) return;
  s->failures = grown;
  grown[s->failure_count] = s->caught;
  grown[s->failure_count++].kind = kind;
  s->caught = (bl_failure){0};
  s->has_caught = 0;
}

/* Says what an error value is: a text as it is, a number as a text, else its type. */
void bl_error_text(lua_State *L, int index, bl_bytes *out) {
  out->length = 0;
  if (lua_type(L, index) == LUA_TSTRING) {
    size_t length;
    const char *text = lua_tolstring(L, index, &length);
    bl_append(out, text, length);
  } else if (lua_type(L, index) == LUA_TNUMBER) {
    char number[BL_NUMBER_SIZE];
    bl_append(out, number, bl_number_text(L, index, number));
  } else {
    static const char intro[] = "the error value is not a text but ";
    const char *type = bl_type_name(L, index);
    bl_append(out, intro, sizeof intro - 1);
    bl_append(out, type, strlen(type));
  }
}

int bl_message_handler(lua_State *L) {
  bl_state *s = BL(L);
  if (s->stopped) return 1;
  bl_error_text(L, 1, &s->text);
  bl_catch(s, L, BL_RAISED, s->text.bytes ? s->text.bytes : "", s->text.length, 1);
  return 1;
}

int32_t bl_failure_count(const bl_state *s) { return s->failure_count; }
const bl_failure *bl_failure_at(const bl_state *s, int32_t index) { return &s->failures[index]; }

void bl_forget_failures(bl_state *s) {
  for (int32_t i = 0; i < s->failure_count; i++) bl_clear_failure(&s->failures[i]);
  free(s->failures);
  s->failures = NULL;
  s->failure_count = 0;
}
