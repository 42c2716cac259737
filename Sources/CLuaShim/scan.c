/* What must be refused before Lua compiles a text, found by a small scanner of its tokens:
   what makes the compiler walk a list again and again, which no meter sees (jumps out of a loop,
   labels, an `if` with thousands of `elseif`, thousands of `and` and `or` in one expression), and
   bitwise operators in a text with more than 255 constants (Lua 5.4.4 compiles some of them
   wrongly). Names count as constants, so a text near the bound may be refused although Lua would be
   right. What is below the bounds is paid for by the steps of those walks.

   The scanner knows an expression by its depth in brackets and blocks: `,`, `;`, `=` and the words
   of statements end the one at hand, a bracket or block begins another inside it. Only the
   parentheses that group hand what they hold to the expression around them. In a text that is no
   Lua the depths may be wrong, but only after the place where the compiler gives up. */

#include <ctype.h>

#include "internal.h"

enum {
  MOST_JUMPS = 4000,     /* labels and gotos in a file, breaks in a function, elseifs in an if */
  MOST_OPERATORS = 1000, /* of `and` and `or` in an expression */
  MOST_CONSTANTS = 255,
  HASHES = 1024,
  DEEPEST = 220, /* Lua itself refuses more than 200 */
  SHALLOW = 3,   /* functions inside functions whose names cost nothing more */
  STEPS_FOR_FUEL = 16
};

/* A bracket or block, and the expression at hand in it. */
typedef struct {
  char kind; /* ( a group, { any other bracket, f a function, b a block */
  int32_t operators, elseifs, breaks;
} level;

typedef struct {
  const char *p, *end;
  int32_t line, bitwise_line;
  int constants, jumps;
  uint64_t seen[HASHES];
  int after_value; /* whether the last token may end an operand */
  int32_t depth, functions;
  level levels[DEEPEST + 1];
  bl_scanned found;
} scanner;

static void count_constant(scanner *s, const char *from, size_t length) {
  if (s->constants > MOST_CONSTANTS) return;
  uint64_t hash = 1469598103934665603u;
  for (size_t i = 0; i < length; i++) hash = (hash ^ (unsigned char)from[i]) * 1099511628211u;
  if (!hash) hash = 1;
  size_t at = hash % HASHES;
  while (s->seen[at] && s->seen[at] != hash) at = (at + 1) % HASHES;
  if (!s->seen[at]) s->constants++;
  s->seen[at] = hash;
}

static const char too_many_jumps[] = "the file has too many labels and jumps";

static void count(
    scanner *s, int32_t *counter, int32_t more, int32_t most, const char *problem) {
  s->found.work += *counter;
  *counter += more;
  if (*counter > most) s->found.problem = problem;
}

static void step_in(scanner *s, char kind) {
  if (s->depth < DEEPEST) s->depth++;
  s->levels[s->depth] = (level){.kind = kind};
  s->functions += kind == 'f';
}

static void step_out(scanner *s) {
  if (s->depth == 0) return;
  level inner = s->levels[s->depth--], *outer = &s->levels[s->depth];
  s->functions -= inner.kind == 'f';
  if (inner.kind == '(') outer->operators += inner.operators;
  if (inner.kind == 'f' || inner.breaks == 0) return;
  count(s, &outer->breaks, inner.breaks, MOST_JUMPS, too_many_jumps);
}

enum { OPERAND, OPERATOR, STATEMENT, OPENING, FUNCTION, END, ELSEIF, BREAK, GOTO };

static int meaning(const char *from, size_t length) {
  static const struct {
    const char *text;
    int meaning;
  } words[] = {{"and", OPERATOR},    {"break", BREAK},      {"do", OPENING},
               {"else", STATEMENT},  {"elseif", ELSEIF},    {"end", END},
               {"false", OPERAND},   {"for", STATEMENT},    {"function", FUNCTION},
               {"goto", GOTO},       {"if", OPENING},       {"in", STATEMENT},
               {"local", STATEMENT}, {"nil", OPERAND},      {"not", OPERAND},
               {"or", OPERATOR},     {"repeat", OPENING},   {"return", STATEMENT},
               {"then", STATEMENT},  {"true", OPERAND},     {"until", END},
               {"while", STATEMENT}};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strlen(words[i].text) == length && memcmp(words[i].text, from, length) == 0)
      return words[i].meaning;
  return -1;
}

static void name(scanner *s, const char *from, size_t length) {
  level *here = &s->levels[s->depth];
  int word = meaning(from, length);
  s->after_value = word < 0;
  switch (word) {
    case OPERAND: return;
    case OPERATOR:
      count(
          s, &here->operators, 1, MOST_OPERATORS, "one expression has too many 'and' and 'or'");
      return;
    case ELSEIF:
      here->operators = 0;
      count(s, &here->elseifs, 1, MOST_JUMPS, "one 'if' has too many 'elseif'");
      return;
    case BREAK: count(s, &here->breaks, 1, MOST_JUMPS, too_many_jumps); break;
    case GOTO: count(s, &s->jumps, 1, MOST_JUMPS, too_many_jumps); break;
    case END: step_out(s); return; /* what stood before a function's end goes on */
    case FUNCTION: step_in(s, 'f'); return;
    case STATEMENT: break;
    case OPENING:
      here->operators = 0;
      step_in(s, 'b');
      return;
    default:
      /* Lua looks for a name in each function around it. */
      if (s->functions > SHALLOW)
        s->found.work += (int64_t)4 * STEPS_FOR_FUEL * s->functions * s->functions;
      count_constant(s, from, length);
      return;
  }
  here->operators = 0;
}

/* Whether a text as written holds a zero byte, or an escape that could be one. */
static int holds_zero(const char *from, size_t length) {
  for (size_t i = 0; i < length; i++) {
    if (!from[i]) return 1;
    if (from[i] != '\\' || i + 1 == length) continue;
    char c = from[++i];
    if (c == 'x' || c == 'u') i += c == 'x' ? 1 : 2;
    if ((c == '0' || c == 'x' || c == 'u') && i < length && from[i] == '0') return 1;
  }
  return 0;
}

static void text(scanner *s, const char *from) {
  size_t length = (size_t)(s->p - from);
  s->after_value = 1;
  if (length > s->found.longest_text) s->found.longest_text = length;
  if (!s->found.zeros) s->found.zeros = holds_zero(from, length);
  count_constant(s, from, length);
}

/* Skips `[==[ … ]==]` at the scanner; answers whether there was one. */
static int long_bracket(scanner *s) {
  const char *p = s->p + 1;
  size_t level = 0;
  while (p < s->end && *p == '=') p++, level++;
  if (p >= s->end || *p != '[') return 0;
  for (p++; p < s->end; p++) {
    if (*p == '\n') s->line++;
    if (*p != ']') continue;
    size_t same = 0;
    while (p + 1 + same < s->end && p[1 + same] == '=') same++;
    if (same == level && p + 1 + same < s->end && p[1 + same] == ']') {
      s->p = p + same + 2;
      return 1;
    }
  }
  s->p = s->end;
  return 1;
}

static void quoted(scanner *s) {
  char quote = *s->p++;
  while (s->p < s->end && *s->p != quote && *s->p != '\n') {
    if (*s->p == '\\' && s->p + 1 < s->end) {
      s->p++;
      if (*s->p == '\n') s->line++;
      if (*s->p == 'z')
        while (s->p + 1 < s->end && isspace((unsigned char)s->p[1]))
          if (*++s->p == '\n') s->line++;
    }
    s->p++;
  }
  if (s->p < s->end && *s->p == quote) s->p++;
}

static void comment(scanner *s) {
  s->p += 2;
  if (s->p < s->end && *s->p == '[' && long_bracket(s)) return;
  while (s->p < s->end && *s->p != '\n') s->p++;
}

static void punctuation(scanner *s, char c) {
  int comparison = c == '=' && s->p + 1 < s->end && s->p[1] == '=';
  if (c == '(') step_in(s, s->after_value ? '{' : '(');
  if (c == '{' || c == '[') step_in(s, '{');
  if (c == ')' || c == '}' || c == ']') step_out(s);
  if (c == ',' || c == ';' || (c == '=' && !comparison)) s->levels[s->depth].operators = 0;
}

static void token(scanner *s) {
  const char *from = s->p;
  char c = *s->p, next = s->p + 1 < s->end ? s->p[1] : 0;
  if (isalpha((unsigned char)c) || c == '_') {
    while (s->p < s->end && (isalnum((unsigned char)*s->p) || *s->p == '_')) s->p++;
    name(s, from, (size_t)(s->p - from));
  } else if (isdigit((unsigned char)c) || (c == '.' && isdigit((unsigned char)next))) {
    while (s->p < s->end && (isalnum((unsigned char)*s->p) || *s->p == '.' ||
                             ((*s->p == '+' || *s->p == '-') && strchr("eEpP", s->p[-1]))))
      s->p++;
    s->after_value = 1;
    count_constant(s, from, (size_t)(s->p - from));
  } else if (c == '"' || c == '\'') {
    quoted(s);
    text(s, from);
  } else if (c == '[' && (next == '[' || next == '=')) {
    if (long_bracket(s)) {
      text(s, from);
    } else {
      step_in(s, '{');
      s->after_value = 0;
      s->p++;
    }
  } else if (c == '-' && next == '-') {
    comment(s);
  } else if (c == ':' && next == ':') {
    count(s, &s->jumps, 1, MOST_JUMPS, too_many_jumps);
    s->after_value = 0;
    s->p += 2;
  } else if (c == '&' || c == '|' || (c == '~' && next != '=') ||
             ((c == '<' || c == '>') && next == c)) {
    if (!s->bitwise_line) s->bitwise_line = s->line;
    s->after_value = 0;
    s->p += c == '<' || c == '>' ? 2 : 1;
  } else if (isspace((unsigned char)c)) {
    if (c == '\n') s->line++;
    s->p++;
  } else {
    punctuation(s, c);
    s->after_value = c == ')' || c == ']' || c == '}';
    s->p += (c == '~' || c == '<' || c == '>' || c == '=') && next == '=' ? 2 : 1;
  }
}

bl_scanned bl_scan(const char *bytes, size_t length) {
  scanner s = {.p = bytes, .end = bytes + length, .line = 1};
  while (s.p < s.end && !s.found.problem) {
    s.found.line = s.line;
    token(&s);
  }
  s.found.work /= STEPS_FOR_FUEL;
  if (s.found.problem) return s.found;
  s.found.line = s.bitwise_line;
  if (s.bitwise_line && s.constants > MOST_CONSTANTS)
    s.found.problem = "bitwise operators are not possible in a file with more than 255 constants";
  return s.found;
}
