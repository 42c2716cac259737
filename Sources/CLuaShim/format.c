/* string.format: C's conversions in the C locale, without %p (an address), `nan` whatever its
   sign, and values as `tostring` shows them. */

#include <ctype.h>
#include <float.h>
#include <math.h>
#include <stdio.h>

#include "internal.h"

enum { LONGEST_SPEC = 32, LONGEST_ITEM = 120, LONGEST_FIXED = 110 + DBL_MAX_10_EXP };

/* Reads flags, width and precision after `%`; refuses what C or Lua would. */
static const char *read_spec(lua_State *L, const char *p, const char *end, char *spec) {
  const char *start = p;
  while (p < end && strchr("-+ #0", *p) && *p) p++;
  if (p - start > 5) luaL_error(L, "invalid format (repeated flags)");
  for (int i = 0; i < 2 && p < end && isdigit((unsigned char)*p); i++) p++;
  if (p < end && *p == '.') {
    p++;
    for (int i = 0; i < 2 && p < end && isdigit((unsigned char)*p); i++) p++;
  }
  if (p < end && isdigit((unsigned char)*p))
    luaL_error(L, "invalid format (width or precision too long)");
  spec[0] = '%';
  memcpy(spec + 1, start, (size_t)(p - start));
  spec[p - start + 1] = 0;
  return p;
}

static void check_flags(
    lua_State *L, const char *spec, const char *flags, int precision, char kind) {
  const char *p = spec + 1;
  while (*p && strchr("-+ #0", *p)) {
    if (!strchr(flags, *p)) luaL_error(L, "invalid conversion '%s%c' to 'format'", spec, kind);
    p++;
  }
  while (isdigit((unsigned char)*p)) p++;
  if (*p == '.' && !precision) luaL_error(L, "invalid conversion '%s%c' to 'format'", spec, kind);
}

static void add_number(bl_buffer *b, const char *spec, char kind, double value) {
  char form[LONGEST_SPEC + 4];
  char *out = bl_buffer_room(b, LONGEST_FIXED);
  bl_charge(b->L, 20);
  if (isnan(value)) { /* its sign differs between platforms: show none */
    const char *p = spec + 1;
    int left = 0, width = 0;
    for (; *p && strchr("-+ #0", *p); p++) left |= *p == '-';
    for (; isdigit((unsigned char)*p); p++) width = width * 10 + (*p - '0');
    const char *text = isupper((unsigned char)kind) ? "NAN" : "nan";
    b->n += (size_t)snprintf(out, LONGEST_FIXED, "%*s", left ? -width : width, text);
    return;
  }
  snprintf(form, sizeof form, "%s%c", spec, kind);
  size_t n = (size_t)snprintf(out, LONGEST_FIXED, form, value);
  bl_charge(b->L, (int64_t)n * 4);
  b->n += n;
}

static void add_integer(bl_buffer *b, const char *spec, char kind, lua_Integer value) {
  char form[LONGEST_SPEC + 4];
  snprintf(form, sizeof form, "%sll%c", spec, kind);
  char *out = bl_buffer_room(b, LONGEST_ITEM);
  b->n += (size_t)snprintf(out, LONGEST_ITEM, form, (long long)value);
  bl_charge(b->L, 4);
}

static void add_text(lua_State *L, bl_buffer *b, const char *spec, int arg) {
  size_t length;
  const char *text = bl_to_text(L, arg, &length);
  if (spec[1] == 0) {
    bl_buffer_add(b, text, length);
  } else {
    luaL_argcheck(L, length == strlen(text), arg, "string contains zeros");
    check_flags(L, spec, "-", 1, 's');
    if (!strchr(spec, '.') && length >= 100) {
      bl_buffer_add(b, text, length);
    } else {
      char form[LONGEST_SPEC + 4];
      snprintf(form, sizeof form, "%ss", spec);
      char *out = bl_buffer_room(b, LONGEST_ITEM);
      b->n += (size_t)snprintf(out, LONGEST_ITEM, form, text);
    }
  }
  lua_pop(L, 1);
}

/* A value as Lua source. */
static void add_quoted(lua_State *L, bl_buffer *b, int arg) {
  char item[LONGEST_ITEM];
  size_t length;
  const char *text;
  switch (lua_type(L, arg)) {
    case LUA_TSTRING:
      text = lua_tolstring(L, arg, &length);
      bl_charge(L, (int64_t)length);
      bl_buffer_byte(b, '"');
      for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '"' || c == '\\' || c == '\n') {
          bl_buffer_byte(b, '\\');
          bl_buffer_byte(b, (char)c);
        } else if (iscntrl(c)) {
          int next = i + 1 < length && isdigit((unsigned char)text[i + 1]);
          int n = snprintf(item, sizeof item, next ? "\\%03d" : "\\%d", c);
          bl_buffer_add(b, item, (size_t)n);
          bl_charge(L, 8);
        } else {
          bl_buffer_byte(b, (char)c);
        }
      }
      bl_buffer_byte(b, '"');
      return;
    case LUA_TNUMBER: {
      int n;
      if (lua_isinteger(L, arg)) {
        lua_Integer i = lua_tointeger(L, arg);
        n = snprintf(item, sizeof item, i == LUA_MININTEGER ? "0x%llx" : "%lld", (long long)i);
      } else {
        double d = lua_tonumber(L, arg);
        if (isinf(d))
          n = snprintf(item, sizeof item, d > 0 ? "1e9999" : "-1e9999");
        else if (isnan(d))
          n = snprintf(item, sizeof item, "(0/0)");
        else
          n = snprintf(item, sizeof item, "%a", d);
      }
      bl_buffer_add(b, item, (size_t)n);
      return;
    }
    case LUA_TNIL:
    case LUA_TBOOLEAN:
      text = bl_to_text(L, arg, &length);
      bl_buffer_add(b, text, length);
      lua_pop(L, 1);
      return;
    default: luaL_argerror(L, arg, "value has no literal form");
  }
}

int bl_string_format(lua_State *L) {
  size_t length;
  int top = lua_gettop(L), arg = 1;
  const char *p = bl_check_text(L, 1, &length), *end = p + length;
  bl_charge(L, 10 + (int64_t)(length / 4));
  bl_buffer b;
  bl_buffer_init(&b, L);
  while (p < end) {
    if (*p != '%') {
      bl_buffer_byte(&b, *p++);
      continue;
    }
    p++;
    if (p < end && *p == '%') {
      bl_buffer_byte(&b, *p++);
      continue;
    }
    char spec[LONGEST_SPEC];
    bl_charge(L, 6);
    if (++arg > top) luaL_argerror(L, arg, "no value");
    p = read_spec(L, p, end, spec);
    char kind = p < end ? *p++ : 0;
    switch (kind) {
      case 'c':
        check_flags(L, spec, "-", 0, kind);
        {
          char form[LONGEST_SPEC + 4];
          snprintf(form, sizeof form, "%sc", spec);
          char *out = bl_buffer_room(&b, LONGEST_ITEM);
          b.n += (size_t)snprintf(out, LONGEST_ITEM, form, (int)luaL_checkinteger(L, arg));
        }
        break;
      case 'd': case 'i':
        check_flags(L, spec, "-+0 ", 1, kind);
        add_integer(&b, spec, kind, luaL_checkinteger(L, arg));
        break;
      case 'u':
        check_flags(L, spec, "-0", 1, kind);
        add_integer(&b, spec, kind, luaL_checkinteger(L, arg));
        break;
      case 'o': case 'x': case 'X':
        check_flags(L, spec, "-#0", 1, kind);
        add_integer(&b, spec, kind, luaL_checkinteger(L, arg));
        break;
      case 'a': case 'A': case 'e': case 'E': case 'f': case 'g': case 'G':
        check_flags(L, spec, "-+#0 ", 1, kind);
        add_number(&b, spec, kind, luaL_checknumber(L, arg));
        break;
      case 's':
        add_text(L, &b, spec, arg);
        break;
      case 'q':
        if (spec[1]) luaL_error(L, "specifier '%%q' cannot have modifiers");
        add_quoted(L, &b, arg);
        break;
      case 'p':
        luaL_error(L, "invalid conversion '%%p' to 'format': addresses are not shown");
        break;
      default: luaL_error(L, "invalid conversion '%s%c' to 'format'", spec, kind ? kind : ' ');
    }
  }
  bl_buffer_push(&b);
  return 1;
}
