#define _GNU_SOURCE
#include "clineeditor.h"

#include <errno.h>
#include <histedit.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

struct clineeditor {
  EditLine *line;
  History *history;
  const char *prompt;
  clineeditor_complete complete;
  void *context;
  locale_t locale;
  /* The signals that may come while a key is waited for. */
  sigset_t waiting;
};

static volatile sig_atomic_t interrupted;

static void interrupt(int number) {
  (void)number;
  interrupted = 1;
}

static char *prompt(EditLine *line) {
  clineeditor *editor = NULL;
  el_get(line, EL_CLIENTDATA, &editor);
  return (char *)editor->prompt;
}

/* One key. libedit's own reader goes on after the first signal; this one ends at Ctrl-C, whenever it
   comes: it is let in only while this waits. */
static int get_key(EditLine *line, wchar_t *key) {
  clineeditor *editor = NULL;
  el_get(line, EL_CLIENTDATA, &editor);
  mbstate_t state;
  memset(&state, 0, sizeof state);
  for (;;) {
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    if (interrupted) return -1;
    if (ppoll(&input, 1, NULL, &editor->waiting) < 0) {
      if (errno == EINTR) continue;
      return -1;
    }
    char byte;
    ssize_t count = read(STDIN_FILENO, &byte, 1);
    if (count == 0) return 0;
    if (count < 0) {
      if (errno == EINTR && !interrupted) continue;
      return -1;
    }
    size_t done = mbrtowc(key, &byte, 1, &state);
    if (done == (size_t)-2) continue;
    if (done == (size_t)-1) {
      /* No character: the bytes so far are dropped. */
      memset(&state, 0, sizeof state);
      continue;
    }
    return 1;
  }
}

static unsigned char complete(EditLine *line, int key) {
  (void)key;
  clineeditor *editor = NULL;
  el_get(line, EL_CLIENTDATA, &editor);
  const LineInfo *info = el_line(line);
  char *insert = NULL, *show = NULL;
  editor->complete(
      editor->context, info->buffer, (size_t)(info->cursor - info->buffer), &insert, &show);
  unsigned char result = CC_ERROR;
  if (show && *show) {
    fprintf(stdout, "\n%s", show);
    fflush(stdout);
    result = CC_REDISPLAY;
  }
  if (insert && *insert && el_insertstr(line, insert) == 0 && result == CC_ERROR) {
    result = CC_REFRESH;
  }
  free(insert);
  free(show);
  return result;
}

clineeditor *clineeditor_open(clineeditor_complete complete_line, void *context, int history_size) {
  clineeditor *editor = calloc(1, sizeof *editor);
  if (!editor) return NULL;
  editor->prompt = "";
  editor->complete = complete_line;
  editor->context = context;
  /* The editor alone sees a locale: numbers and texts elsewhere do not depend on one. */
  editor->locale = newlocale(LC_CTYPE_MASK, "", (locale_t)0);
  locale_t before = (locale_t)0;
  if (editor->locale) {
    before = uselocale(editor->locale);
    if (MB_CUR_MAX == 1) {
      locale_t plain = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
      if (plain) {
        uselocale(plain);
        freelocale(editor->locale);
        editor->locale = plain;
      }
    }
  }
  editor->line = el_init("baton", stdin, stdout, stderr);
  editor->history = history_init();
  if (!editor->line || !editor->history) {
    if (before) uselocale(before);
    clineeditor_close(editor);
    return NULL;
  }
  HistEvent event;
  history(editor->history, &event, H_SETSIZE, history_size);
  history(editor->history, &event, H_SETUNIQUE, 1);
  el_set(editor->line, EL_CLIENTDATA, editor);
  el_set(editor->line, EL_PROMPT, prompt);
  el_set(editor->line, EL_EDITOR, "emacs");
  el_set(editor->line, EL_SIGNAL, 0);
  el_set(editor->line, EL_GETCFN, get_key);
  el_set(editor->line, EL_HIST, history, editor->history);
  el_set(editor->line, EL_ADDFN, "baton-complete", "complete", complete);
  el_set(editor->line, EL_BIND, "^I", "baton-complete", NULL);
  /* What people of other shells expect. */
  el_set(editor->line, EL_BIND, "^R", "em-inc-search-prev", NULL);
  el_set(editor->line, EL_BIND, "\033[1;5C", "em-next-word", NULL);
  el_set(editor->line, EL_BIND, "\033[1;5D", "ed-prev-word", NULL);
  el_set(editor->line, EL_BIND, "\033[3~", "ed-delete-next-char", NULL);
  if (before) uselocale(before);
  return editor;
}

void clineeditor_close(clineeditor *editor) {
  if (!editor) return;
  if (editor->line) el_end(editor->line);
  if (editor->history) history_end(editor->history);
  if (editor->locale) freelocale(editor->locale);
  free(editor);
}

void clineeditor_remember(clineeditor *editor, const char *line) {
  HistEvent event;
  locale_t before = editor->locale ? uselocale(editor->locale) : (locale_t)0;
  history(editor->history, &event, H_ENTER, line);
  if (before) uselocale(before);
}

clineeditor_status clineeditor_read(
    clineeditor *editor, const char *shown, const char **line, size_t *count) {
  editor->prompt = shown;
  locale_t locale = editor->locale ? uselocale(editor->locale) : (locale_t)0;
  struct sigaction action, before;
  memset(&action, 0, sizeof action);
  action.sa_handler = interrupt;
  sigemptyset(&action.sa_mask);
  interrupted = 0;
  sigaction(SIGINT, &action, &before);
  sigset_t blocked, mask;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGINT);
  pthread_sigmask(SIG_BLOCK, &blocked, &mask);
  editor->waiting = mask;
  sigdelset(&editor->waiting, SIGINT);
  el_resize(editor->line);
  int length = 0;
  const char *text = el_gets(editor->line, &length);
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
  sigaction(SIGINT, &before, NULL);
  if (interrupted) el_reset(editor->line);
  if (locale) uselocale(locale);
  if (interrupted) {
    fputs("\n", stdout);
    fflush(stdout);
    return clineeditor_interrupted;
  }
  if (!text || length <= 0) return clineeditor_end;
  while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r')) length--;
  *line = text;
  *count = (size_t)length;
  return clineeditor_line;
}
