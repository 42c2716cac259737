// Baton decides who gets a request, at what priority and why, by a rule base's rules.
//
//     baton_rules *rules = NULL;
//     char *answer = NULL;
//     if (baton_open(path, strlen(path), &rules, &answer, NULL) == BATON_OK)
//       baton_decide(rules, request, strlen(request), NULL, 0, &answer, NULL);
//     if (answer) puts(answer);  // the decision, or why there is none
//     baton_free(answer);
//     baton_close(rules);
//
// Who owns what. Texts that go in are the caller's, come with their lengths in bytes, need no NUL
// and are used during the call only. Answers and messages that come out are the caller's too, end
// with a NUL behind their length, and go back by baton_free. A call overwrites the place for its
// answer without looking at it: free what is there first. Nothing is kept between calls but rule
// bases, which never change.
//
// Threads. Any function may be called on any thread at any time, and any number of calls may use
// one rule base at once; only baton_close must be alone with its own.
//
// Made by Sources/BatonC/header of the comments in Sources/BatonC; do not edit it here.

#ifndef BATON_H
#define BATON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A rule base, loaded, checked and ready to decide.
typedef struct baton_rules baton_rules;

/// How a call ended.
/// Anything but BATON_OK is a failure, and then the call's answer is a message for people.
typedef enum baton_status {
  /// The call did what it was asked for.
  BATON_OK = 0,
  /// An argument cannot be used: a pointer is missing, or a text is not UTF-8.
  BATON_BAD_ARGUMENT = 1,
  /// There is no rule base at the path.
  BATON_NO_RULES = 2,
  /// The rule base has mistakes; the message tells all of them, each at its place.
  BATON_BAD_RULES = 3,
  /// What was given as a request is none, or more than one.
  BATON_BAD_REQUEST = 4,
  /// The options are not an object, or have a name or a value that means nothing.
  BATON_BAD_OPTIONS = 5,
  /// There is not enough memory for the answer; no message comes along.
  BATON_NO_MEMORY = 6,
} baton_status;

/// The version of this interface: 1. It changes when a caller has to.
uint32_t baton_abi_version(void);

/// Says everything that is wrong with a rule base, and with the scenarios in its folder.
/// That there are mistakes is an answer, no failure.
/// \param path as for baton_open.
/// \param path_length in bytes.
/// \param answer gets {"schema":"baton.diagnostics/1","diagnostics":[…]}, the document of
///   `baton check --format json`; or a message. To be freed with baton_free.
/// \param answer_length gets its length in bytes. May be NULL.
baton_status baton_check(
    const char *path,
    size_t path_length,
    char **answer,
    size_t *answer_length);

/// Closes a rule base. Every call that uses it must have returned; using it afterwards, or closing
/// it twice, is undefined.
/// \param rules what baton_open gave; NULL does nothing.
void baton_close(baton_rules *rules);

/// Decides one request.
/// Deterministic: the same request and options give the same decision. No file and no clock is
/// read. A value that does not fit its field is told in the decision's "errors", and the call
/// succeeds.
/// \param rules what baton_open gave. Any number of threads may use it at once.
/// \param request one JSON object: a request, or a record that one of the rule base's sources makes
///   one request of; UTF-8.
/// \param request_length in bytes.
/// \param options one JSON object, any of whose members may be missing; NULL and 0 for none.
///   "world": {"now":…,"load":{…},"on_call":{…},"counters":{…},"requesters":{…},
///   "breaches":[…]} is what is known beside the request; without "now" the request's "opened_at"
///   counts.
///   "fields": ["request","to",…] asks for these members only, by the names that
///   `baton decide --fields` takes. "explain": true adds a verdict on every rule.
///   "source": the source to use, by its name.
/// \param options_length in bytes.
/// \param answer gets the decision as one JSON object, or a message. To be freed with baton_free.
/// \param answer_length gets its length in bytes. May be NULL.
baton_status baton_decide(
    baton_rules *rules,
    const char *request,
    size_t request_length,
    const char *options,
    size_t options_length,
    char **answer,
    size_t *answer_length);

/// Decides many requests: the border between the languages is crossed once.
/// The answer has one line for each decision, in the order of the input. A line that gives no
/// request costs only itself: {"error":{"line":…,"column":…,"message":…,"number":…}} stands in its
/// place, as `baton decide` writes it, and the call succeeds. Blank lines are passed over.
/// \param rules what baton_open gave. Any number of threads may use it at once.
/// \param requests NDJSON: one JSON object on each line, as for baton_decide, in UTF-8; also gzip.
/// \param requests_length in bytes.
/// \param options as for baton_decide. "jobs": how many threads decide, from 1 to 1024, 1 if
///   nothing is said; the answer is the same for any number.
/// \param options_length in bytes.
/// \param answer gets the decisions, each with its line end, or a message. To be freed with
///   baton_free.
/// \param answer_length gets its length in bytes. May be NULL.
baton_status baton_decide_batch(
    baton_rules *rules,
    const char *requests,
    size_t requests_length,
    const char *options,
    size_t options_length,
    char **answer,
    size_t *answer_length);

/// Takes back an answer or a message.
/// \param text what one of these functions gave; NULL does nothing.
void baton_free(char *text);

/// Says which rules these are.
/// \param rules what baton_open gave.
/// \param answer gets {"name":…,"version":…,"hash":…}, as decisions carry it in "rules"; or a
///   message. To be freed with baton_free.
/// \param answer_length gets its length in bytes. May be NULL.
baton_status baton_identity(
    baton_rules *rules,
    char **answer,
    size_t *answer_length);

/// Opens a rule base.
/// \param path a rule base's folder (its main.lua), or one Lua file; UTF-8.
/// \param path_length in bytes.
/// \param rules gets the rule base, NULL if the call fails. To be closed with baton_close.
/// \param message gets a message if the call fails, else NULL; for BATON_BAD_RULES every mistake,
///   each at its place, as `baton check` shows it. To be freed with baton_free. May be NULL.
/// \param message_length gets its length in bytes. May be NULL.
baton_status baton_open(
    const char *path,
    size_t path_length,
    baton_rules **rules,
    char **message,
    size_t *message_length);

#ifdef __cplusplus
}
#endif

#endif
