/* What a walk over a table costs. `lua_next` passes over empty slots without a word, and a table
   that was emptied keeps them, so a walk pays for the slots that there are, not for the keys that
   it finds. Lua has no call that tells them; their number stands in the head of a table, which has
   been laid out like this in all of Lua 5.4. Each new state tries it on a table of a known size,
   and if it does not fit, a walk is taken to be over the largest block that the entry made. */

#include "internal.h"

typedef struct {
  void *next;
  uint8_t type, mark;
  uint8_t flags, log_of_nodes;
  uint32_t array_limit; /* may be less than there are, down to a half */
} table_head;

static int64_t slots(const table_head *head) {
  return ((int64_t)1 << (head->log_of_nodes & 31)) + 2 * (int64_t)head->array_limit;
}

/* Leaves nothing on the stack; may raise for want of memory. */
void bl_learn_capacity(lua_State *L) {
  lua_createtable(L, 48, 100);
  const table_head *head = lua_topointer(L, -1);
  BL(L)->knows_capacity = head->log_of_nodes == 7 && head->array_limit == 48;
  lua_pop(L, 1);
}

/* Pays for one walk over the table at `index`. */
void bl_charge_walk(lua_State *L, int index) {
  const bl_state *s = BL(L);
  if (s->knows_capacity) {
    bl_charge(L, slots(lua_topointer(L, index)) / 8);
  } else if (s->largest > 65536) {
    bl_charge(L, (int64_t)(s->largest / 32));
  }
}
