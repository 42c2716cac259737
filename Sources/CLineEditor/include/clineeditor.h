/* Lines that a person types at a terminal, with editing, history and completion, by libedit.

   One editor at a time, used by one thread. Texts are UTF-8, whatever the locale. */
#ifndef CLINEEDITOR_H
#define CLINEEDITOR_H

#include <stddef.h>

typedef struct clineeditor clineeditor;

/* Asked when the person wants a completion of the first `count` bytes of `line`. Answers with two
   texts that it made with malloc, or NULL: what to insert, and what to show below the line. */
typedef void (*clineeditor_complete)(
    void *context, const char *line, size_t count, char **insert, char **show);

typedef enum {
  clineeditor_line,
  /* Ctrl-C: the line is given up. */
  clineeditor_interrupted,
  /* Ctrl-D on an empty line, or no input any more. */
  clineeditor_end,
} clineeditor_status;

/* NULL if there is no terminal that can be used, or no memory. */
clineeditor *clineeditor_open(clineeditor_complete complete, void *context, int history_size);
void clineeditor_close(clineeditor *editor);

/* Adds a line to what arrow-up recalls. */
void clineeditor_remember(clineeditor *editor, const char *line);

/* Reads one line. `line` is valid until the next call and has no line end. */
clineeditor_status clineeditor_read(
    clineeditor *editor, const char *prompt, const char **line, size_t *count);

#endif
