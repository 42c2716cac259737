// Decides requests with a rule base: decide RULES REQUESTS
#include "baton.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Prints a call's answer, or its message, and frees it; true if the call succeeded.
static int show(baton_status status, char *answer) {
  FILE *out = status == BATON_OK ? stdout : stderr;
  if (answer != NULL) {
    size_t length = strlen(answer);
    int ends_line = length > 0 && answer[length - 1] == '\n';
    fprintf(out, "%s%s", answer, ends_line ? "" : "\n");
  }
  baton_free(answer);
  return status == BATON_OK;
}

// A whole file; NULL if it cannot be read.
static char *contents(const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  char *bytes = NULL;
  *length = 0;
  if (file != NULL && fseek(file, 0, SEEK_END) == 0) {
    long size = ftell(file);
    rewind(file);
    bytes = size >= 0 ? malloc((size_t)size + 1) : NULL;
    if (bytes != NULL) *length = fread(bytes, 1, (size_t)size, file);
  }
  if (file != NULL) fclose(file);
  return bytes;
}

int main(int count, char **arguments) {
  if (count != 3) {
    fprintf(stderr, "usage: decide RULES REQUESTS\n");
    return 2;
  }
  baton_rules *rules = NULL;
  char *answer = NULL;
  baton_status status = baton_open(arguments[1], strlen(arguments[1]), &rules, &answer, NULL);
  if (status != BATON_OK) {
    show(status, answer);
    return 2;
  }

  // One request at a given time; without "fields" the answer is the whole decision.
  const char *request =
      "{\"kind\":\"incident\",\"service\":\"payroll\",\"impact\":\"high\",\"urgency\":\"high\"}";
  const char *options =
      "{\"world\":{\"now\":\"2026-05-12T09:30:00+01:00\"},\"fields\":[\"to\",\"priority\",\"rule\"]}";
  status = baton_decide(
      rules, request, strlen(request), options, strlen(options), &answer, NULL);
  int fine = show(status, answer);

  // Many requests in one call, on two threads.
  size_t length = 0;
  char *requests = contents(arguments[2], &length);
  if (requests == NULL) {
    fprintf(stderr, "%s cannot be read\n", arguments[2]);
    baton_close(rules);
    return 2;
  }
  options = "{\"fields\":[\"request\",\"priority\",\"to\"],\"jobs\":2}";
  status = baton_decide_batch(rules, requests, length, options, strlen(options), &answer, NULL);
  fine = show(status, answer) && fine;

  free(requests);
  baton_close(rules);
  return fine ? 0 : 1;
}
