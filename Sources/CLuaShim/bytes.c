/* Bytes outside Lua's memory (answers of the host, exports, printed text), and the buffer inside it
   that library functions build texts in: 512 bytes on the C stack, then userdata, so that the
   meters see it and an error frees it. */

#include <stdlib.h>

#include "internal.h"

int bl_append(bl_bytes *b, const void *bytes, size_t length) {
  if (b->length + length > b->capacity) {
    size_t capacity = b->capacity ? b->capacity : 256;
    while (capacity < b->length + length) capacity *= 2;
    char *grown = realloc(b->bytes, capacity);
    if (!grown) return 0;
    b->bytes = grown;
    b->capacity = capacity;
  }
  if (length) memcpy(b->bytes + b->length, bytes, length);
  b->length += length;
  return 1;
}

void bl_release(bl_bytes *b) {
  free(b->bytes);
  *b = (bl_bytes){0};
}

void bl_buffer_init(bl_buffer *b, lua_State *L) {
  luaL_checkstack(L, 8, "too many values");
  b->L = L;
  b->p = b->inline_bytes;
  b->n = 0;
  b->capacity = sizeof b->inline_bytes;
  lua_pushnil(L);
  b->slot = lua_gettop(L);
}

char *bl_buffer_room(bl_buffer *b, size_t more) {
  if (b->capacity - b->n < more) {
    bl_state *s = BL(b->L);
    size_t capacity = b->capacity * 2;
    if (more > s->text_limit || b->n + more > s->text_limit) bl_stop(b->L, BL_BLOCK);
    if (capacity < b->n + more) capacity = b->n + more;
    bl_charge(b->L, (int64_t)(capacity / 32));
    char *grown = lua_newuserdatauv(b->L, capacity + 8, 0);
    *(int32_t *)grown = BL_KIND_BUFFER;
    memcpy(grown + 8, b->p, b->n);
    lua_replace(b->L, b->slot);
    b->p = grown + 8;
    b->capacity = capacity;
  }
  return b->p + b->n;
}

void bl_buffer_add(bl_buffer *b, const char *bytes, size_t length) {
  if (!length) return;
  bl_charge(b->L, (int64_t)(length / 16));
  memcpy(bl_buffer_room(b, length), bytes, length);
  b->n += length;
}

void bl_buffer_push(bl_buffer *b) {
  bl_charge(b->L, (int64_t)(b->n / 16));
  bl_note_zeros(b->L, b->p, b->n);
  lua_pushlstring(b->L, b->p, b->n);
  lua_replace(b->L, b->slot);
  lua_settop(b->L, b->slot);
}
