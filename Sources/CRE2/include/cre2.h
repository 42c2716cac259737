/* Regular expressions in RE2's syntax, matched in linear time.
 *
 * A plain C face of libre2: an opaque handle, no exceptions, no output to standard error. A handle
 * is immutable, so several threads may match with it at once. Text and patterns are bytes in UTF-8
 * with a length; they need no terminator and may hold NUL. In text that is not UTF-8 a wrong byte
 * matches nothing but `\C`. */
#ifndef BATON_CRE2_H
#define BATON_CRE2_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct cre2_regex cre2_regex;

/* Compiles a pattern: case-sensitive, `.` matches no newline, `^` and `$` are the text's ends; flags
 * such as `(?i)` inside the pattern change that.
 *
 * `memory_budget` bounds the bytes of the compiled program and of the automata that matching builds;
 * 0 means RE2's default of 8 MiB. A pattern that needs more does not compile.
 *
 * Gives NULL only when memory is exhausted. A wrong pattern gives a handle that is not ok and says
 * why; it matches nothing and must be freed too. */
cre2_regex *_Nullable cre2_compile(const char *_Nullable pattern, size_t length,
                                   int64_t memory_budget);

bool cre2_is_ok(const cre2_regex *_Nonnull regex);

/* What is wrong with the pattern, in RE2's words ("missing ]"), as a C string that lives as long as
 * the handle; empty if it is ok. */
const char *_Nonnull cre2_error(const cre2_regex *_Nonnull regex);

/* The part of the pattern that is wrong, as a C string that lives as long as the handle. */
const char *_Nonnull cre2_error_part(const cre2_regex *_Nonnull regex);

/* The number of capturing groups, 0 for a pattern that is not ok. */
int cre2_group_count(const cre2_regex *_Nonnull regex);

typedef enum {
  cre2_no_match = 0,
  cre2_match = 1,
  /* Memory ran out while matching, or the pattern is not ok: nothing is known about the text. */
  cre2_failed = -1,
} cre2_verdict;

/* Whether the pattern matches anywhere in the text. Time is linear in the text's length. */
cre2_verdict cre2_search(const cre2_regex *_Nonnull regex, const char *_Nullable text,
                         size_t length);

/* As `cre2_search`, for the whole text: anchored at both ends. */
cre2_verdict cre2_matches_whole(const cre2_regex *_Nonnull regex, const char *_Nullable text,
                                size_t length);

/* Frees a handle; NULL is allowed. */
void cre2_free(cre2_regex *_Nullable regex);

#ifdef __cplusplus
}
#endif

#endif
